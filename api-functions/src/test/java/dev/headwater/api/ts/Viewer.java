package dev.headwater.api.ts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A socket that takes what a test lets it take. */
final class Viewer implements Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;
    int largest;
    boolean completed;

    @Nullable
    Throwable error;

    /** One that takes everything. */
    static Viewer fast(TsStream stream) {
        Viewer viewer = slow(stream);
        viewer.take(Long.MAX_VALUE);
        return viewer;
    }

    /** One that takes nothing before it is told to. */
    static Viewer slow(TsStream stream) {
        Viewer viewer = new Viewer();
        stream.chunks().subscribe(viewer);
        return viewer;
    }

    void take(long chunks) {
        if (subscription != null) {
            subscription.request(chunks);
        }
    }

    void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    Received received() {
        return new Received(taken.toByteArray());
    }

    boolean isEnded() {
        return completed || error != null;
    }

    @Override
    public void onSubscribe(Subscription s) {
        subscription = s;
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        largest = Math.max(largest, chunk.remaining());
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        taken.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable t) {
        error = t;
    }

    @Override
    public void onComplete() {
        completed = true;
    }
}
