"""The ways through a visit of several services from one start that leave no hole. The rule: `gaps`."""

from collections.abc import Iterator, Mapping, Sequence

from booking.engine.gaps import hole_after, hole_before
from booking.engine.order import Turns
from booking.engine.timeline import holds
from booking.engine.types import Need, Policy, Timeline
from booking.engine.walk import State, Step, Walk


class TidyWalk(Walk):
    """Follows no step that leaves a hole shorter than `shortest` minutes, so that only tidy plans are counted."""

    def __init__(
        self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy, limit: int, shortest: int
    ) -> None:
        super().__init__(timelines, needs, policy, limit)
        self.order = Turns(timelines, needs, policy)
        self.shortest = shortest

    def steps(self, state: State, last: int | None = None) -> Iterator[Step]:
        return (step for step in super().steps(state, last) if self.is_tidy(state, step))

    def is_tidy(self, state: State, step: Step) -> bool:
        """Whether no hole is left by this service, nor by the turn that ends with it or before it."""
        free, start = self.timelines[step.master].free, step.start
        ended = next(((who, state.moment + after) for who, since, after in state.owed if since == 0), None)
        goes_on = ended is not None and ended[0] == step.master and start - step.work.before <= ended[1]
        if not goes_on:
            if hole_before(free, start - step.work.before, self.shortest):
                return False
            if ended is not None and hole_after(self.timelines[ended[0]].free, ended[1], self.shortest):
                return False
        head, *tail = step.work.rows(start)
        if tail and not holds(free, (head[1], tail[0][0])):
            back = tail[0][0]
            if hole_after(free, head[1], self.shortest) or hole_before(free, back, self.shortest):
                return False
        # Whoever is not remembered as the last to serve can't go on.
        is_over = all(who != step.master for who, _, _ in step.then.owed)
        return not (is_over and hole_after(free, (tail or [head])[-1][1], self.shortest))
