"""The demo salon's slow part, in slices, so that pictures are not kept waiting."""

from celery import shared_task

from home.demo.finish import finish_demo

SLICE_SECONDS = 20


@shared_task
def finish() -> bool:
    """Go on with the demo where it stopped; nothing where there is none or it is finished."""
    done = finish_demo(seconds=SLICE_SECONDS)
    if not done:
        finish.delay()
    return done
