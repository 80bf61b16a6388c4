"""How is one rule asked of hundreds of files without hundreds of tests? As one test that tells of every fault."""


def every(things, named=str):
    """A test of one thing becomes a test of all of them; `of` asks it of a single one."""

    def of_all(test):
        def asked():
            faults = []
            for thing in things:
                try:
                    test(*thing) if isinstance(thing, tuple) else test(thing)
                except AssertionError as fault:
                    faults.append(f"{named(thing)}: {fault}")
            assert things, "there is nothing to ask it of"
            assert not faults, "\n".join(faults)

        asked.__name__, asked.__doc__, asked.of = test.__name__, test.__doc__, test
        return asked

    return of_all
