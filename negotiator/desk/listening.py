"""What words mean while they are typed, in the light of the deal and of what was filed before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.deal.profile import Profile, tailored
from negotiator.deal.standing import DealState, live
from negotiator.desk import present
from negotiator.desk.editions import Editions
from negotiator.desk.learned import corrections
from negotiator.desk.saved import Edition
from negotiator.desk.views import SuggestionView
from negotiator.playbook.model import Playbook, Priority
from negotiator.suggest import Context, Correction, Index, Learned, suggest


class Listening(Editions):
    """The part of a call that answers at every key."""

    _tailored: tuple[Profile, Playbook, Mapping[str, Priority]] | None = None
    """The priorities of a profile under an edition: they are asked for at every key."""
    _said: tuple[DealState, Edition, Context] | None = None
    """The context that standings give, likewise."""
    earlier: Sequence[tuple[Deal, Entry]] = ()
    """What was filed otherwise than was suggested, or unlearned, in the other deals."""
    authority: Collection[str] = frozenset()
    """The approvers who need not be asked, as the settings say."""
    _learned: tuple[Index, Sequence[Correction], Learned] | None = None
    """That and what was corrected in this deal, read against the index in use."""

    @property
    def who(self) -> present.Onlooker:
        """For whom the clauses are shown."""
        return present.Onlooker(self.session.id, self.authority, self.playbook.approvers)

    @property
    def profile(self) -> Profile:
        """The profile in force: the deal's own, or as an entry changed it."""
        return self.state.profile or self.deal.profile

    @property
    def priorities(self) -> Mapping[str, Priority]:
        """The clauses that apply, with their priority."""
        profile, playbook = self.profile, self.playbook
        known = self._tailored
        if known is None or known[0] is not profile or known[1] is not playbook:
            known = self._tailored = profile, playbook, tailored(playbook, profile)
        return known[2]

    def suggest(
        self,
        text: str,
        clause: str | None = None,
        limit: int = 5,
        *,
        before: str | None = None,
    ) -> list[SuggestionView]:
        """What the words typed so far may mean; a fraction of a frame.

        Args:
            clause: the one on screen.
            before: the one that was first a key ago.
        """
        context = replace(self._context(), clause=clause, before=before)
        found = suggest(self.edition.index, text, context=context, state=self.state, limit=limit)
        titles = self.edition.playbook.clauses
        return [
            present.suggestion_view(each, titles[each.clause].title, clause, self.who)
            for each in found
        ]

    def _context(self) -> Context:
        """What the standings say beside the words; the same until an entry changes them."""
        said = self._said
        if said is None or said[0] is not self.state or said[1] is not self.edition:
            wanted = frozenset(
                clause
                for clause, priority in self.priorities.items()
                if priority is Priority.MUST_HAVE and not self.state.clause(clause).standing.settled
            )
            context = Context(
                open_must_haves=wanted,
                applicable=self.priorities.keys(),
                learned=self._taught(),
                session=self.session.id,
                authority=self.authority,
            )
            said = self._said = self.state, self.edition, context
        return said[2]

    def _taught(self) -> Learned:
        """What was corrected so far; read anew only when that, or the edition, has changed."""
        index = self.edition.index
        known = corrections([*(entry for _, entry in self.earlier), *live(self.state.log)])
        if self._learned is None or self._learned[0] is not index or self._learned[1] != known:
            self._learned = index, known, Learned(index, known)
        return self._learned[2]
