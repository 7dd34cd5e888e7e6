"""Beginning a deal: the profile in one form, and at once how it changes the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, Select, Static, Switch

from negotiator.tui.keys import NEW_DEAL, bindings
from negotiator.tui.paint import bar
from negotiator.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from negotiator.desk.views import Choice
    from negotiator.tui.app import NegotiatorApp


_DIFFERENTIATOR = "Is it a core differentiator of ours?"


class NewDealScreen(Screen[str | None]):
    """Vendor, title, and what decides the checklist; the sourcing decision as two questions."""

    CSS_PATH = "new_deal.tcss"
    COMMAND_LIST = NEW_DEAL
    BINDINGS = bindings(NEW_DEAL)
    HELP = (
        "Tab goes from field to field; the right side shows at once which clauses apply and how "
        "hard. The two sourcing questions follow S4: what differentiates us is built or partnered "
        "for, everything else is bought or invested in."
    )
    AUTO_FOCUS = "#vendor"

    @property
    def _app(self) -> NegotiatorApp:
        return cast("NegotiatorApp", self.app)

    def compose(self) -> ComposeResult:
        desk = self._app.desk
        forms = desk.profile_choices() if desk else {}
        yield Static(Content("Negotiator · new deal"), classes="title-line")
        with Horizontal(id="form-body"):
            with VerticalScroll(id="form", classes="region"):
                yield from _field(
                    "Vendor", OneLine(placeholder="Acme AI", id="vendor", compact=True)
                )
                yield from _field(
                    "Contract", OneLine(placeholder="Enterprise API", id="contract", compact=True)
                )
                for name, (label, choices) in forms.items():
                    yield from _field(label, _select(name, choices))
                for name, question in (("differentiator", _DIFFERENTIATOR), ("second", "")):
                    with Horizontal(classes="question"):
                        yield Switch(id=name, value=name == "second")
                        yield Static(Content(question), id=f"{name}-label")
                yield Static("", id="sourcing")
            yield Static("", id="preview", classes="region")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one("#form").border_title = "the deal"
        self.query_one("#preview").border_title = "the checklist this makes"
        self._preview()

    def on_select_changed(self, event: Select.Changed) -> None:
        event.stop()
        self._preview()

    def on_switch_changed(self, event: Switch.Changed) -> None:
        event.stop()
        self._preview()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_back(self) -> None:
        self.dismiss(None)

    async def action_create(self) -> None:
        """Begin the deal; a missing name is asked for, not guessed."""
        from negotiator.desk import DeskError

        desk = self._app.desk
        for name in ("vendor", "contract"):
            field = self.query_one(f"#{name}", Input)
            if not field.value.strip():
                self._app.say(f"The {name} needs a name.", problem=True)
                field.focus()
                return
        if desk is None:
            return
        try:
            deal = await desk.new_deal(
                self.query_one("#vendor", Input).value,
                self.query_one("#contract", Input).value,
                self._answers(),
            )
        except DeskError as error:
            self._app.say(f"{error.what} {error.remedy}", problem=True)
            return
        self.dismiss(deal)

    def _answers(self) -> dict[str, str]:
        """The form as the profile's fields and the playbook."""
        answers = {
            str(select.id): str(select.value)
            for select in self.query(Select).results(Select)
            if select.id
        }
        desk = self._app.desk
        if desk is not None:
            answers["sourcing"] = desk.sourcing(*self._sourcing_answers())
        return answers

    def _sourcing_answers(self) -> tuple[bool, bool]:
        return self.query_one("#differentiator", Switch).value, self.query_one(
            "#second", Switch
        ).value

    def _preview(self) -> None:
        desk = self._app.desk
        if desk is None or not self.is_mounted or not self.app.is_running:  # gone, or going
            return
        differentiator, _ = self._sourcing_answers()
        question = (
            "Is our own data a unique advantage?"
            if differentiator
            else "Does speed to value come first?"
        )
        self.query_one("#second-label", Static).update(Content(question))
        answers = self._answers()
        self.query_one("#sourcing", Static).update(
            Content.assemble(("Sourcing: ", "$muted"), (answers["sourcing"], "bold $accent"))
        )
        lines: list[Content] = []
        preview = desk.preview(answers)
        total = sum(sum(counts.values()) for counts in preview.values())
        lines.append(Content.styled(f"{total} clauses", "bold"))
        lines.append(Content.styled(f"{'':<11}{'must':>5}{'should':>7}{'nice':>5}", "$muted"))
        for area, counts in preview.items():
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
        self.query_one("#preview", Static).update(Content("\n").join(lines))


def _field(label: str, widget: Input | Select[str]) -> ComposeResult:
    with Horizontal(classes="field"):
        yield Static(Content(label), classes="field-label")
        yield widget


def _select(name: str, choices: tuple[Choice, ...]) -> Select[str]:
    return Select(
        [(Content(choice.label), choice.value) for choice in choices],
        value=choices[0].value,
        allow_blank=False,
        id=name,
        compact=True,
    )
