"""Three themes: every text can be read, and nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.screen import ModalScreen

from negotiator.deal.standing import Standing
from negotiator.desk.views import ChecklistRow
from negotiator.desk.workspace import Workspace
from negotiator.tui.paint import COLOURS, MARKS, sure
from negotiator.tui.themes import THEMES
from negotiator.tui.widgets.checklist import _row
from tests.tui.support import Person, begin, opened

ENOUGH = 4.5
"""The contrast that WCAG 2.2 asks of text, success criterion 1.4.3."""
FRAMES = "─│╭╮╰╯▌▐▎▊▔▁▂▃▄▅▆▇▏▕━┃█▓▒░▀▼▲ "
"""Lines, bars and arrows are no text; they are not what is read."""


@pytest.fixture
def footer() -> bool:
    """The footer is looked at here."""
    return True


def luminance(colour: tuple[int, int, int]) -> float:
    """WCAG 2.2, relative luminance."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str | RichColor | None) -> tuple[int, int, int]:
    """A colour as its three channels."""
    if isinstance(colour, RichColor):
        return tuple(colour.get_truecolor())  # type: ignore[return-value]
    assert colour is not None
    return Color.parse(colour).rgb


def test_the_formula() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_the_colours_of_text_can_be_read(theme: object, ground: str) -> None:
    grounds = rgb(getattr(theme, ground))
    variables = getattr(theme, "variables")  # noqa: B009
    colours = {
        name: getattr(theme, name)
        for name in ("foreground", "primary", "secondary", "accent", "warning", "error", "success")
    }
    colours["muted"] = variables["muted"]
    colours["footer-key-foreground"] = variables["footer-key-foreground"]
    for name, colour in colours.items():
        ratio = contrast(rgb(colour), grounds)
        assert ratio >= ENOUGH, f"{name} on {ground}: {ratio:.2f}"


def painted(person: Person) -> Iterator[tuple[str, float]]:
    """Every text on the screen with the contrast in which it is painted.

    Of a modal only itself: what is under its veil is not to be read.
    """
    screen = person.app.screen
    rows = screen._compositor.render_strips()
    if isinstance(screen, ModalScreen):
        left, top, width, height = screen.query_one("#ask, #help, #retier").region
        rows = [row.crop(left, left + width) for row in rows[top : top + height]]
    for row in rows:
        for part in row:
            if not part.text.strip(FRAMES) or part.style is None:
                continue
            style = part.style
            if style.color is None or style.bgcolor is None:
                continue
            front, back = rgb(style.color), rgb(style.bgcolor)
            yield part.text.strip(), contrast(*((back, front) if style.reverse else (front, back)))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_every_text_on_every_screen_can_be_read(workspace: Workspace, theme: object) -> None:
    bad: dict[str, float] = {}

    def look(where: str) -> None:
        texts = list(painted(person))
        assert len(texts) > 4, f"{where}: hardly anything is painted"
        bad.update({f"{where}: {text!r}": ratio for text, ratio in texts if ratio < ENOUGH})

    async with opened(workspace, (120, 40)) as person:
        person.app.set_theme(getattr(theme, "name"))  # noqa: B009
        await person.pilot.pause()
        look("deals")
        await person.press("f1")
        await person.on("HelpScreen")
        look("help")
        await person.press("escape", "f2")
        await person.on("NewDealScreen")
        await person.pilot.pause()
        look("new deal")
        await person.press("escape")
        await begin(person)
        await person.paste("prompts are kept for thirty days")
        await person.pilot.pause()
        look("live, typing")
        await person.press("enter", "escape", "x", "x")
        await person.go("data.training")
        await person.press("a")
        await person.go("model.version-pinning")
        await person.press("d", *"them", "enter", "enter")
        await person.on("LiveScreen")
        await person.pilot.pause()
        look("live")
        await person.press("t")
        await person.asked("what do we give?")
        look("a question")
        await person.press("escape")
        for key, screen in (
            ("A", "AgendaScreen"),
            ("M", "PackagesScreen"),
            ("P", "PreparationScreen"),
        ):
            await person.press(key)
            await person.on(screen)
            await person.pilot.pause()
            look(screen)
            await person.press("escape")
            await person.on("LiveScreen")
        await person.press("y")
        await person.asked("What is this deal now?")
        await person.paste("pilot")
        await person.press("enter")
        await person.on("RetierScreen")
        await person.pilot.pause()
        look("another tier")
        await person.press("escape")
        await person.on("LiveScreen")
        await person.press("s")
        await person.on("WrapUpScreen")
        await person.pilot.pause()
        look("wrap-up")
        await person.press("escape", "escape", "f10")
        for key, screen, shown in (
            ("enter", "ReviewsScreen", "Enter opens"),
            ("p", "SessionScreen", "entry 1"),
            ("escape", "PathsScreen", "those that moved"),
        ):
            await person.on(screen)
            await person.sees(shown)
            look(screen)
            await person.press(key)
    assert not bad, "\n".join(f"{ratio:.2f} {text}" for text, ratio in bad.items())


def row_text(standing: Standing) -> str:
    """How a clause of that standing reads in the checklist, without colours."""
    row = ChecklistRow(
        clause="data.training", area="data", name="training", title="", owner="legal",
        priority="must-have", standing=str(standing), rung="", settled=standing.settled,
    )  # fmt: skip
    return _row(row, 40).plain


def test_each_standing_reads_differently_without_colours() -> None:
    texts = {standing: row_text(standing) for standing in Standing}
    assert len(set(texts.values())) == len(Standing)
    assert set(MARKS) == set(map(str, Standing)), "each has a mark"
    assert len(set(MARKS.values())) == len(MARKS), "of its own"
    assert set(COLOURS) <= set(MARKS)
    for standing in set(Standing) - {Standing.NOT_RAISED}:
        first = str(standing).split()[0]
        assert first in texts[standing] or "n/a" in texts[standing], "and says so in words"


def test_an_open_must_have_is_marked_without_colour() -> None:
    assert row_text(Standing.OPEN).startswith("!")
    assert not row_text(Standing.AGREED).startswith("!")


def test_how_sure_a_suggestion_is_without_colour() -> None:
    assert len({sure(0.9), sure(0.6), sure(0.3)}) == 3


async def test_f8_goes_round_the_themes(workspace: Workspace) -> None:
    async with opened(workspace) as person:
        seen = [person.app.theme]
        for _ in THEMES:
            await person.press("f8")
            seen.append(person.app.theme)
        assert set(seen) == {theme.name for theme in THEMES}
        assert seen[0] == seen[-1]
