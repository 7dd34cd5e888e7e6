"""A deal as it is reported on: what is known of it at one time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from negotiator.deal.deal import Deal, Session
from negotiator.deal.profile import Profile
from negotiator.deal.standing import DealState
from negotiator.playbook.model import Playbook


@dataclass(frozen=True)
class DealRecord:
    """Everything a report may draw on; what may go to the vendor is `told`'s business."""

    deal: Deal
    playbook: Playbook
    """The edition in force."""
    state: DealState
    editions: Mapping[str, Playbook]
    """The editions that the deal has been on, by digest; under one that is not at hand nothing
    is known to have been said."""
    at: datetime
    """When it is reported, with the local offset."""
    sessions: tuple[Session, ...] = ()
    """Oldest first."""

    @property
    def profile(self) -> Profile:
        """The profile in force."""
        return self.state.profile or self.deal.profile
