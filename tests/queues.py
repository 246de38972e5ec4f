"""What waits for a worker."""

from typing import Any

from tasks.app import app


def emptied(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The names of the tasks in a queue and what they are given; the queue is empty afterwards."""
    tasks = []
    with app.connection_for_read() as connection, connection.SimpleQueue(app.amqp.queues[name]) as queue:
        while queue.qsize():
            message = queue.get_nowait()
            message.ack()
            tasks.append((message.headers["task"], message.payload[1]))
    return tasks
