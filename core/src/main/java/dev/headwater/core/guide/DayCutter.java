package dev.headwater.core.guide;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes days out of one channel's programmes in order: one that does not say when it stops lasts until the next starts, one
 * that runs into the next is cut, of two that start together the first stays.
 */
final class DayCutter {
    static final long MAX_LENGTH = Guide.MAX_LENGTH.toSeconds();
    private static final int DAY = 86_400;
    /** How long a programme lasts that has neither an end nor one behind it. */
    private static final int LAST_LENGTH = 3600;

    private static final int FIRST_CAPACITY = 1 << 14;
    private static final int MAX_CHANNEL_BYTES = 16 << 20;

    private final LocalDate base;
    private final ByteSink open = new ByteSink(FIRST_CAPACITY);
    private final ByteSink held = new ByteSink(1 << 10);
    private List<PlainDay> days = new ArrayList<>();
    private long heldStart = -1;
    private long heldLength;
    private long openDay = -1;
    private long openFirst;
    private int openCount;
    private boolean openCut;
    private int channelBytes;

    /** @param base the day that starts are counted from */
    DayCutter(LocalDate base) {
        this.base = base;
    }

    /**
     * Takes a programme, that starts when the one before did or later.
     *
     * @param start seconds since the base day began
     * @param length in seconds; 0: unknown
     */
    void add(long start, long length, ByteBuffer texts) {
        if (start == heldStart) {
            return;
        }
        if (heldStart >= 0) {
            long gap = start - heldStart;
            release(heldLength == 0 ? gap : Math.min(heldLength, gap));
        }
        heldStart = start;
        heldLength = length;
        held.clear();
        held.write(texts.array(), texts.arrayOffset() + texts.position(), texts.remaining());
    }

    /** The days of all that was taken; the next programme is another channel's. */
    List<PlainDay> finish() {
        if (heldStart >= 0) {
            release(heldLength == 0 ? LAST_LENGTH : heldLength);
        }
        closeDay();
        List<PlainDay> finished = days;
        days = new ArrayList<>();
        heldStart = -1;
        channelBytes = 0;
        return finished;
    }

    private void release(long length) {
        long day = heldStart / DAY;
        if (day != openDay) {
            closeDay();
            openDay = day;
            openFirst = heldStart % DAY;
        }
        if (open.length() + held.length() > DayItem.MAX_BYTES - 64 || channelBytes > MAX_CHANNEL_BYTES) {
            openCut = true;
            return;
        }
        ProgrammeCodec.writeTimes(open, heldStart % DAY, Math.min(length, MAX_LENGTH));
        open.write(held.array(), 0, held.length());
        openCount++;
        channelBytes += held.length();
    }

    private void closeDay() {
        if (openCount > 0) {
            days.add(new PlainDay(base.plusDays(openDay), open.toArray(), openFirst, openCount, openCut));
        }
        open.clear();
        openDay = -1;
        openCount = 0;
        openCut = false;
    }
}
