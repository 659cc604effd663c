package dev.headwater.api.ts;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where one viewer is in a ring. It holds no segment, so that a viewer that stands still keeps none in memory. Not
 * thread-safe.
 */
final class Cursor {
    private static final long NOWHERE = -1;

    private long position;
    private int offset;
    private byte @Nullable [] head;
    /** Whether packets were sent since the last seam: before a discontinuity another one is due. */
    private boolean seamDue;

    private boolean jumped;
    private boolean lost;

    private Cursor(long position) {
        this.position = position;
    }

    /** Of a viewer that starts near the end, once there is anything. */
    static Cursor live() {
        return new Cursor(NOWHERE);
    }

    /**
     * At a ring's first segment.
     *
     * @param continues whether the viewer has been sent something else before
     */
    static Cursor atFirst(Ring ring, boolean continues) {
        Cursor cursor = new Cursor(ring.first());
        cursor.head = (continues && !ring.segments().isEmpty())
                ? ring.at(ring.first()).seam()
                : null;
        return cursor;
    }

    /** Whether everything of some segment was sent, and nothing of the next. */
    boolean isBetweenSegments() {
        return offset == 0 && head == null;
    }

    boolean isAtEnd(Ring ring) {
        return position == ring.end() && isBetweenSegments();
    }

    /** Whether what comes next is in the ring no more, for the second time. */
    boolean isLost() {
        return lost;
    }

    /** Whether the segment it is in was dropped from the ring. */
    boolean isBehind(Ring ring) {
        return position != NOWHERE && position < ring.first();
    }

    /** The next packets; null where there are none yet, or where the cursor is lost. */
    @Nullable
    ByteBuffer next(Ring ring) {
        if (isBehind(ring)) {
            lost = jumped;
            jumped = true;
            position = NOWHERE;
        }
        if (lost || (position == NOWHERE && !enter(ring))) {
            return null;
        }
        if (head != null) {
            return sendHead(head);
        }
        if (position == ring.end()) {
            return null;
        }
        TsSegment segment = ring.at(position);
        if (offset == 0 && segment.discontinuity() && seamDue) {
            seamDue = false;
            return ByteBuffer.wrap(segment.seam());
        }
        ByteBuffer chunk = segment.chunk(offset);
        offset += chunk.remaining();
        seamDue = true;
        if (offset == segment.length()) {
            position++;
            offset = 0;
        }
        return chunk;
    }

    private ByteBuffer sendHead(byte[] bytes) {
        head = null;
        return ByteBuffer.wrap(bytes);
    }

    private boolean enter(Ring ring) {
        long start = ring.start();
        if (start < 0) {
            return false;
        }
        TsSegment.Entry entry = ring.at(start).entry().orElseThrow();
        position = start;
        offset = entry.offset();
        head = entry.tables().length == 0 ? null : entry.tables();
        if (jumped) {
            head = concatenated(entry.seam(), entry.tables());
        }
        seamDue = false;
        return true;
    }

    private static byte[] concatenated(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }
}
