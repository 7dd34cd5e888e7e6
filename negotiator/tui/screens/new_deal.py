"""Beginning a deal: the profile in one form, and at once how it changes the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Select, Static, Switch

from negotiator.tui.keys import NEW_DEAL, bindings
from negotiator.tui.paint import bar
from negotiator.tui.screen import Screen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.one_line import OneLine
from negotiator.tui.widgets.pick import Pick

if TYPE_CHECKING:
    from negotiator.desk.form import Answers
    from negotiator.desk.form_views import FormView

_NAMES = ("vendor", "contract")
_TWICE = "There is a deal with this vendor and contract. Ctrl+S once more begins another."
_QUESTION = "question-"
"""The id of a switch is this and the number of its question."""


class NewDealScreen(Screen[str | None]):
    """Vendor, title, and what decides the checklist; the sourcing decision question by question.

    What was answered is kept here, and nothing else: the desk makes the form of it.
    """

    CSS_PATH = "new_deal.tcss"
    COMMAND_LIST = NEW_DEAL
    BINDINGS = bindings(NEW_DEAL)
    HELP = (
        "Tab goes from field to field; where an answer is picked, typing its beginning picks it. "
        "The right side shows at once which clauses apply, how hard, "
        "and why some of them weigh more. A playbook begins with the answers that its deals "
        "usually have. Space answers a question of the sourcing decision with yes or no: should "
        "we build, buy, partner or invest? What an answer means stands below it."
    )
    AUTO_FOCUS = "#vendor"

    def __init__(self) -> None:
        super().__init__()
        self._playbook = ""
        self._picked: dict[str, str] = {}
        self._said: dict[str, bool] = {}
        self._form: FormView | None = None
        self._warned = False
        """It was said that there is a deal of these names."""

    def compose(self) -> ComposeResult:
        from negotiator.desk.form import LONGEST

        desk = self._app.desk
        form = self._form = desk.form(self._answers()) if desk else None
        yield Static(Content("Negotiator · new deal"), classes="title-line")
        with Horizontal(id="form-body"):
            with VerticalScroll(id="form", classes="region"):
                yield from _field(
                    "Vendor", OneLine(placeholder="Acme AI", id="vendor", compact=True)
                )
                yield from _field(
                    "Contract", OneLine(placeholder="Enterprise API", id="contract", compact=True)
                )
                for field in (*form.fields, form.sourcing) if form else ():
                    asked = Pick(field.choices, field.value, id=field.name)
                    yield from _field(field.label, asked, name=field.name)
                for number in range(LONGEST):
                    with Horizontal(classes="question", id=f"asked-{number}"):
                        yield Switch(id=f"{_QUESTION}{number}")
                        yield Static("", id=f"ask-{number}")
                yield Static("", id="outcome")
                yield Static("", id="means")
            with VerticalScroll(id="preview", classes="region"):
                yield Static("", id="counts")
                yield Static("", id="reasons")
                yield Static("", id="moved")
        yield Static(_TWICE, id="warning")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#form").border_title = "the deal"
        self.query_one("#preview").border_title = "the checklist this makes"
        self._show()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        self._explain()

    def on_select_changed(self, event: Select.Changed) -> None:
        event.stop()
        name, value = str(event.select.id), str(event.value)
        if self._form is None or value == self._form.answers.get(name):
            return  # the form itself put it there
        if name == "playbook":
            self._playbook = value
            self._read()
        else:
            self._picked[name] = value
            self._show()

    def on_switch_changed(self, event: Switch.Changed) -> None:
        event.stop()
        number = int(str(event.switch.id).removeprefix(_QUESTION))
        asked = self._form.questions[number : number + 1] if self._form else ()
        if asked and event.value is not asked[0].yes:
            self._said[asked[0].id] = event.value
            self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._warn(there_is=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_back(self) -> None:
        self.dismiss(None)

    async def action_create(self) -> None:
        """Begin the deal; a missing name is asked for, and a second deal of one name announced."""
        from negotiator.desk import DeskError
        from negotiator.desk.form import same_names

        desk = self._app.desk
        for name in _NAMES:
            field = self.query_one(f"#{name}", Input)
            if not field.value.strip():
                self._app.say(f"The {name} needs a name.", problem=True)
                field.focus()
                return
        if desk is None:
            return
        vendor, contract = (self.query_one(f"#{name}", Input).value for name in _NAMES)
        await desk.ready(self._playbook)
        try:
            if not self._warned and await desk.ask(same_names(vendor, contract)):
                self._warn(there_is=True)
                return
            deal = await desk.new_deal(vendor, contract, desk.form(self._answers()).answers)
        except DeskError as error:
            self.report(error)
            return
        self.dismiss(deal)

    def _warn(self, *, there_is: bool) -> None:
        """Say whether there is such a deal: by their names two cannot be told apart."""
        self._warned = there_is
        self.query_one("#warning").display = there_is

    @work(exclusive=True)
    async def _read(self) -> None:
        """Read the playbook that was picked, and show the form it makes."""
        desk = self._app.desk
        if desk is not None:
            await desk.ready(self._playbook)
            self._show()

    def _answers(self) -> Answers:
        from negotiator.desk.form import Answers

        return Answers(self._playbook, self._picked, self._said)

    def _show(self) -> None:
        from negotiator.desk.form import LONGEST

        desk = self._app.desk
        if desk is None or self.is_left:
            return
        before, form = self._form, desk.form(self._answers())
        self._form = form
        known = before.labels if before else {}
        for field in (*form.fields, form.sourcing):
            pick = self.query_one(f"#{field.name}", Pick)
            if known.get(field.name) != field.choices:
                pick.offer(field.choices)
            pick.value = field.value
        self.query_one("#row-sourcing").display = not form.questions
        for number in range(LONGEST):
            self.query_one(f"#asked-{number}").display = number < len(form.questions)
        for number, asked in enumerate(form.questions):
            self.query_one(f"#{_QUESTION}{number}", Switch).value = asked.yes
            said = Content.styled("yes  " if asked.yes else "no   ", "bold $accent")
            self.query_one(f"#ask-{number}", Static).update(said + Content(asked.ask))
        self.query_one("#counts", Static).update(_counted(form))
        self.query_one("#reasons", Static).update(_reasons(form, whole=False))
        self.query_one("#moved", Static).update(_reasons(form, whole=True))
        self._explain()

    def _explain(self) -> None:
        """Say what the answer under the cursor means, and how the sourcing decision falls."""
        form, focused = self._form, self.focused
        if form is None:
            return
        name = str(focused.id) if focused is not None else ""
        means = next((field.means for field in form.fields if field.name == name), "")
        if name.startswith(_QUESTION):
            number = int(name.removeprefix(_QUESTION))
            means = "".join(asked.explain for asked in form.questions[number : number + 1])
        self.query_one("#means", Static).update(Content.styled(means, "$muted"))
        falls = form.sourcing
        self.query_one("#outcome", Static).update(
            Content.assemble(("Sourcing: ", "$muted"), (falls.value, "bold $accent"))
            + Content.styled(f"  {falls.means}" if falls.means else "", "$muted")
        )


def _counted(form: FormView) -> Content:
    """The clauses of each area by priority."""
    total = sum(sum(counts.values()) for counts in form.counts.values())
    heading = Content.assemble(
        (f"{f'{total} clauses':<11}", "bold"), (f"{'must':>5}{'should':>7}{'nice':>5}", "$muted")
    )
    lines = [heading]
    for area, counts in form.counts.items():
        must = counts.get("must-have", 0)
        whole = sum(counts.values())
        lines.append(
            Content.assemble(
                f"{area[:10]:<11}",
                (f"{must:>5}", "bold $warning"),
                f"{counts.get('should-have', 0):>7}{counts.get('nice-to-have', 0):>5}  ",
                (bar(must, whole, 8), "$primary"),
            )
        )
    return Content("\n").join(lines)


def _reasons(form: FormView, *, whole: bool) -> Content:
    """Why some clauses weigh more, a line each; as a whole with the clauses they are."""
    lines = []
    for reason in form.reasons:
        mark = "▲ " if reason.more else "▼ "
        lines.append(Content.assemble((mark, "$warning"), reason.title))
        for word, clauses in (("more", reason.more), ("less", reason.less)):
            if whole and clauses:
                lines.append(Content.styled(f"  {word}: {', '.join(clauses)}", "$muted"))
    return Content("\n").join(lines)


def _field(label: str, widget: Input | Select[str], name: str = "") -> ComposeResult:
    with Horizontal(classes="field", id=f"row-{name}" if name else None):
        yield Static(Content(label), classes="field-label")
        yield widget
