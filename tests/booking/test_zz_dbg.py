from tests.booking.test_with_worker import *
def test_dbg(worker, book):
    import logging
    book("haircut", local(10, 14), contact=OLENA)
    sleep(4)
    from salon.outbox.models import Message
    print(list(Message.objects.values()))
    from tasks.messages import deliver
    print("BROKER", app.conf.broker_url, app.conf.broker_transport_options)
    from django.utils import timezone
    from salon.outbox.actions import deliver_due
    print("N", deliver_due(now=timezone.now()), mail.outbox)
