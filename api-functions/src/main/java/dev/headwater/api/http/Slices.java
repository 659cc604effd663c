package dev.headwater.api.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Publishes bytes slice by slice, as many as are asked for. To one subscriber. */
final class Slices implements Publisher<ByteBuffer> {
    /** With TLS, what is encrypted ahead of a slow viewer. */
    static final int LENGTH = 256 << 10;

    private final ByteBuffer bytes;

    Slices(ByteBuffer bytes) {
        this.bytes = bytes.duplicate();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Serving(subscriber));
    }

    /** Serves one request after the other, though a subscriber may ask again while it is being served. */
    private final class Serving implements Subscription {
        private final Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean over;

        Serving(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (demand.getAndAccumulate(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b) > 0) {
                return;
            }
            do {
                serve();
            } while (demand.decrementAndGet() > 0);
        }

        private void serve() {
            if (over) {
                return;
            }
            if (bytes.hasRemaining()) {
                int length = Math.min(LENGTH, bytes.remaining());
                ByteBuffer slice = bytes.slice(bytes.position(), length);
                bytes.position(bytes.position() + length);
                subscriber.onNext(slice);
            }
            if (!bytes.hasRemaining() && !over) {
                over = true;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
