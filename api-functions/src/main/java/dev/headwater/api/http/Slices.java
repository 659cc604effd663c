package dev.headwater.api.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Publishes a part of a file slice by slice, as many as are asked for, and closes it. To one subscriber. */
final class Slices implements Publisher<ByteBuffer> {
    /** What a slow viewer holds of our memory. */
    static final int LENGTH = 128 << 10;

    private final FileBody body;

    Slices(FileBody body) {
        this.body = body;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Serving(subscriber));
    }

    /** Serves one request after the other, though a subscriber may ask again while it is being served. */
    private final class Serving implements Subscription {
        private final Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private long done;
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
            try {
                if (done < body.length()) {
                    subscriber.onNext(next());
                }
                if (done == body.length() && !over) {
                    end();
                    subscriber.onComplete();
                }
            } catch (IOException e) {
                end();
                subscriber.onError(e);
            }
        }

        private ByteBuffer next() throws IOException {
            ByteBuffer slice = ByteBuffer.allocate((int) Math.min(LENGTH, body.length() - done));
            while (slice.hasRemaining()) {
                if (body.file().read(slice, body.position() + done + slice.position()) < 0) {
                    throw new EOFException("a file ended before its length");
                }
            }
            done += slice.capacity();
            return slice.flip();
        }

        private void end() {
            over = true;
            body.close();
        }

        @Override
        public void cancel() {
            end();
        }
    }
}
