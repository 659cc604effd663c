package dev.headwater.core.archive;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one channel's archive under one fence, in order; remembers what it wrote last, so that it need not read. */
public final class Tape {
    private static final int MAX_CONFLICTS = 100;

    private final ItemTable<Minute> table;
    private final Days days;
    private final int channel;
    private final long fence;
    private @Nullable Versioned<Minute> last;
    private long noted = -1;

    Tape(ItemTable<Minute> table, Days days, int channel, long fence) {
        this.table = table;
        this.days = days;
        this.channel = channel;
        this.fence = fence;
    }

    /**
     * Keeps segments that were listed, in the order they were. One that is kept already stays as it is: after a fault the
     * same may be written again.
     *
     * @return false: somebody of a higher fence writes, and nothing of this tape is kept any more
     * @throws StoreException where the store is at fault; some may have been written
     */
    public boolean append(List<Recorded> segments) {
        for (int from = 0; from < segments.size(); ) {
            Instant minute = minute(segments.get(from));
            List<Recorded> together = new ArrayList<>();
            while (from < segments.size() && minute(segments.get(from)).equals(minute)) {
                together.add(segments.get(from++));
            }
            if (!append(minute, together)) {
                return false;
            }
        }
        return true;
    }

    private static Instant minute(Recorded recorded) {
        return recorded.segment().start().truncatedTo(ChronoUnit.MINUTES);
    }

    private boolean append(Instant start, List<Recorded> segments) {
        Versioned<Minute> known = last;
        boolean isKnown = known != null && known.value().start().equals(start);
        Versioned<Minute> read = isKnown ? known : find(start);
        last = null; // until the store has answered, what stands there is not known
        for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
            if (read != null && read.value().fence() > fence) {
                return false;
            }
            note(start); // first: what is kept and not noted would never be offered
            Minute after = read == null ? Minute.empty(channel, fence, start) : read.value();
            for (Recorded segment : segments) {
                after = after.with(fence, segment);
            }
            var written = table.replace(Archive.key(channel, start), read, after, start.plus(Archive.CLEANED_UP_AFTER));
            if (written.isPresent()) {
                last = written.get();
                return true;
            }
            read = find(start);
        }
        throw new StoreException("the archive of channel " + channel + " is written by somebody else");
    }

    private void note(Instant start) {
        long block = KeptTimes.number(start);
        if (block != noted) {
            days.note(channel, start);
            noted = block;
        }
    }

    private @Nullable Versioned<Minute> find(Instant start) {
        return table.findVersioned(Archive.key(channel, start)).orElse(null);
    }
}
