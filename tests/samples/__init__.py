"""A protocol of our own in the shape that county protocols have, as a Word file and as a text file, built when asked for."""

from tests.samples.harbour import APPENDICES, BOARD, SECTIONS, TITLE
from tests.samples.text_file import protocol_text
from tests.samples.word_file import protocol_docx

__all__ = ["APPENDICES", "BOARD", "SECTIONS", "TITLE", "protocol_docx", "protocol_text"]
