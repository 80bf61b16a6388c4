"""The protocol as somebody typed it into a text file."""

from tests.samples.harbour import APPENDICES, BOARD, MONTH, SECTIONS, TITLE


def protocol_text() -> bytes:
    """The protocol as a text file: shouted title, contents list with tabs, bulleted clause numbers, straight quotes."""
    lines = [
        TITLE.upper(),
        "",
        "**TOGETHER FOR SAFE\nWATERS**",
        "",
        f"COMMISSIONED BY THE {BOARD.upper()}",
        "",
        MONTH,
        "",
    ]
    lines += ["Index", ""]
    lines += [f"Page {number + 2}\tSection {number}\t{heading}" for number, (heading, _) in enumerate(SECTIONS, 1)]
    lines += [
        f"Page {number + 20}\tAppendix {number} –\t{heading}" for number, (heading, _) in enumerate(APPENDICES, 1)
    ]
    for number, (heading, blocks) in enumerate(SECTIONS, 1):
        lines += ["", f"{number}{'.' if number > 4 else ''} {heading}", ""]
        lines += _text_blocks(number, blocks)
    for number, (heading, blocks) in enumerate(APPENDICES, 1):
        lines += ["", f"Appendix {number} – {heading}", ""]
        lines += _text_blocks(None, blocks)
    return "\n".join(lines).replace("’", "'").replace("‘", "'").encode()


def _text_blocks(section: int | None, blocks) -> list[str]:
    lines, clause, question = [], 0, 0
    for kind, words in (("clause", block) if isinstance(block, str) else block for block in blocks):
        if kind == "clause":
            clause += 1
            lines.append(f"- {section}.{clause} {words}")
        elif kind == "question":
            question += 1
            lines.append(f"{question}. {words}")
        elif kind == "bullets":
            lines += [f"{' ' if place else ''}- {item}" for place, item in enumerate(words)]
        elif kind == "table":
            lines += [
                "",
                *("\t".join(f"<u>{cell}</u>" if row is words[0] else cell for cell in row) for row in words),
                "",
            ]
        elif lines and clause == 1 and section == 1:
            lines.append(words)  # a new line, but no empty one
        else:
            lines += ["", words, ""]
    return lines
