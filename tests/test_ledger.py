"""The ledger: nothing is made again without need, and nothing stale or damaged is believed."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.ledger import Ledger
from generator.library import Reads

FACTS = {"b 1": "x", "b 2": "y", "a who": "z"}


def opened(file: Path, facts: dict[str, str] = FACTS, environment: str = "e") -> Ledger:
    return Ledger(file, environment=environment, fact=lambda name: facts.get(name, ""))


def read(*facts: str) -> Reads:
    return Reads(facts=set(facts))


def written(file: Path) -> bytes:
    file.unlink(missing_ok=True)
    ledger = opened(file)
    ledger.record("one", "g", read("b 1", "a who"), [["page.md", 7]])
    ledger.record("other", "", read("b 2", "b missing"), "name")
    ledger.record("plain", "g", read(), [])
    ledger.save()
    return file.read_bytes()


def test_what_depends_on_nothing_that_changed_is_known_in_each_later_build(tmp_path: Path) -> None:
    first = written(tmp_path / "l")
    for _ in range(2):
        ledger = opened(tmp_path / "l")
        assert ledger.fresh("one", "g") == [["page.md", 7]]
        assert ledger.fresh("other", "") == "name"
        assert ledger.fresh("plain", "g") == []
        ledger.save()
        assert (tmp_path / "l").read_bytes() == first


def test_a_fact_that_differs_goes_or_comes_makes_stale_what_read_it_alone(tmp_path: Path) -> None:
    written(tmp_path / "l")
    without = {name: value for name, value in FACTS.items() if name != "b 1"}
    for facts in (FACTS | {"b 1": "new"}, without):
        ledger = opened(tmp_path / "l", facts)
        assert ledger.fresh("one", "g") is None
        assert ledger.fresh("other", "") == "name"
    ledger = opened(tmp_path / "l", FACTS | {"b missing": "here now"})
    assert ledger.fresh("other", "") is None
    assert ledger.fresh("one", "g") is not None


def test_what_lies_behind_a_value_counts_only_where_it_changes_that(tmp_path: Path) -> None:
    ledger = opened(tmp_path / "l")
    ledger.record("page", "", Reads(facts={"b 1"}, behind={"b 2"}, values={"who": "Ida"}), 1)
    ledger.save()
    asked = []

    def settled(value: str) -> Reads:
        asked.append(value)
        return Reads(behind={"b 3"}, values={"who": value})

    changed = FACTS | {"b 2": "new", "b 3": "x"}
    assert opened(tmp_path / "l").fresh("page", "", lambda: settled("Karl")) == 1, "no cause to ask"
    assert not asked
    assert opened(tmp_path / "l", changed).fresh("page", "") is None
    assert opened(tmp_path / "l", changed).fresh("page", "", lambda: settled("Karl")) is None
    ledger = opened(tmp_path / "l", changed)
    assert ledger.fresh("page", "", lambda: settled("Ida")) == 1
    ledger.save()
    # From now on it depends on what was read when it was last settled.
    again = opened(tmp_path / "l", changed | {"b 2": "newer"})
    assert again.fresh("page", "", lambda: settled("Karl")) == 1
    again = opened(tmp_path / "l", changed | {"b 3": "y"})
    assert again.fresh("page", "", lambda: settled("Karl")) is None
    assert (
        opened(tmp_path / "l", changed | {"b 1": "z"}).fresh("page", "", lambda: settled("Ida"))
        is None
    )


def test_what_was_given_else_or_made_elsewhere_is_stale(tmp_path: Path) -> None:
    written(tmp_path / "l")
    assert opened(tmp_path / "l").fresh("one", "h") is None
    assert opened(tmp_path / "l").fresh("nobody", "g") is None
    assert opened(tmp_path / "l", environment="f").fresh("plain", "g") is None


def test_what_is_made_again_though_nothing_differs_is_known_once(tmp_path: Path) -> None:
    """Someone may have deleted what a job made."""
    written(tmp_path / "l")
    ledger = opened(tmp_path / "l")
    assert ledger.fresh("one", "g") is not None
    assert ledger.fresh("other", "") == "name"
    ledger.record("one", "g", read("b 2"), [["page.md", 8]])
    ledger.save()
    again = opened(tmp_path / "l")
    assert again.fresh("one", "g") == [["page.md", 8]]
    assert again.fresh("other", "") == "name"
    assert opened(tmp_path / "l", FACTS | {"b 1": "new"}).fresh("one", "g") == [["page.md", 8]]
    assert opened(tmp_path / "l", FACTS | {"b 2": "new"}).fresh("one", "g") is None


def test_what_is_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    written(tmp_path / "l")
    ledger = opened(tmp_path / "l")
    ledger.fresh("plain", "g")
    ledger.save()
    ledger = opened(tmp_path / "l")
    assert (ledger.fresh("one", "g"), ledger.fresh("plain", "g")) == (None, [])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 0.999), flip=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_ledger_knows_nothing(tmp_path: Path, place: float, flip: int, cut: bool) -> None:
    whole = written(tmp_path / "l")
    at = int(place * len(whole))
    rest = b"" if cut else bytes([whole[at] ^ flip]) + whole[at + 1 :]
    (tmp_path / "l").write_bytes(whole[:at] + rest)
    ledger = opened(tmp_path / "l")
    assert [ledger.fresh(name, "g") for name in ("one", "plain")] == [None, None]
    ledger.record("one", "g", read(), 1)
    ledger.save()
    assert opened(tmp_path / "l").fresh("one", "g") == 1
