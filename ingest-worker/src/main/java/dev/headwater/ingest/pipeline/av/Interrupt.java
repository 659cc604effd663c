package dev.headwater.ingest.pipeline.av;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends what FFmpeg waits for: it asks, many times a second, whether it is to go on. All share one callback for as long as
 * the process lives, told apart by a number in its opaque pointer: JavaCPP has at most ten live callbacks of a class.
 */
public final class Interrupt implements AutoCloseable {
    private static final Map<Long, Interrupt> LIVE = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final AVIOInterruptCB.Callback_Pointer CALLBACK = new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer opaque) {
            Interrupt asked = LIVE.get(opaque.address());
            if (asked != null) {
                asked.whenAsked.run();
            }
            return asked == null || asked.isDue() ? 1 : 0;
        }
    };

    private final long number = NUMBERS.incrementAndGet();
    private final Runnable whenAsked;
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean cancelled;

    public Interrupt() {
        this(() -> {});
    }

    /** @param whenAsked is run each time FFmpeg asks, by the thread that reads; throws nothing */
    public Interrupt(Runnable whenAsked) {
        this.whenAsked = whenAsked;
        LIVE.put(number, this);
    }

    public void guard(AVFormatContext context) {
        context.interrupt_callback().callback(CALLBACK).opaque(new Handle(number));
    }

    /** From now on for so long: what begins now has to end within it. */
    public void allow(long nanos) {
        deadline = System.nanoTime() + nanos;
    }

    public void allowAny() {
        deadline = Long.MAX_VALUE;
    }

    /** From any thread, for good. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    public boolean isDue() {
        return cancelled || (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0);
    }

    @Override
    public void close() {
        LIVE.remove(number);
    }
}
