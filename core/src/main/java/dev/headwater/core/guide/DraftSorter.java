package dev.headwater.core.guide;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings programmes that come in any order into that of channels and time, in memory that does not grow: what is more
 * than fits is sorted, written to a file of its own in {@code folder}, and merged with the others at the end.
 */
final class DraftSorter implements AutoCloseable {
    private static final int FIRST_CAPACITY = 1 << 20;
    private static final int SEQUENCE_BITS = Long.SIZE - 1 - Draft.CHANNEL_BITS - Draft.START_BITS;
    private static final int BUFFER = 1 << 18;

    private final Path folder;
    private final int capacity;
    private final List<Path> runs = new ArrayList<>();
    private final ByteSink drafts = new ByteSink(FIRST_CAPACITY);
    private long[] orders = new long[FIRST_CAPACITY >> 6];
    private int[] offsets = new int[FIRST_CAPACITY >> 6];
    private int count;

    /** @param capacity bytes of programmes held before they are written to a file */
    DraftSorter(Path folder, int capacity) {
        this.folder = folder;
        this.capacity = capacity;
    }

    /** Takes a programme; of those of one channel that start together, the first taken comes first. */
    void add(int channel, long start, long length, ProgrammeCodec.Texts texts) throws IOException {
        if (drafts.length() >= capacity || count == 1 << SEQUENCE_BITS) {
            spill();
        }
        if (count == orders.length) {
            orders = Arrays.copyOf(orders, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
        }
        orders[count] = Draft.order(channel, start) << SEQUENCE_BITS | count;
        offsets[count] = drafts.length();
        count++;
        drafts.writeNumber(length);
        ProgrammeCodec.writeTexts(drafts, texts);
    }

    /** All that was taken, in order. Close what comes back; nothing can be taken any more. */
    DraftMerge sorted() throws IOException {
        List<DraftRun> sources = new ArrayList<>();
        try {
            // In the order they were written: of equals, the older comes first.
            for (Path run : runs) {
                sources.add(new FileRun(run));
            }
            Arrays.sort(orders, 0, count);
            sources.add(new MemoryRun());
            return new DraftMerge(sources);
        } catch (IOException e) {
            for (DraftRun source : sources) {
                source.close();
            }
            throw e;
        }
    }

    private void spill() throws IOException {
        Arrays.sort(orders, 0, count);
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "guide", ".run");
        runs.add(file);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            for (int i = 0; i < count; i++) {
                int at = sequence(i);
                out.writeLong(orders[i] >>> SEQUENCE_BITS);
                out.writeInt(end(at) - offsets[at]);
                out.write(drafts.array(), offsets[at], end(at) - offsets[at]);
            }
            out.writeLong(FileRun.END);
        }
        count = 0;
        drafts.clear();
    }

    private int sequence(int i) {
        return (int) (orders[i] & (1L << SEQUENCE_BITS) - 1);
    }

    private int end(int at) {
        return at + 1 == count ? drafts.length() : offsets[at + 1];
    }

    /** What was not written to a file. */
    private final class MemoryRun implements DraftRun {
        private int next;

        @Override
        public long order() {
            return next == count ? FileRun.END : orders[next] >>> SEQUENCE_BITS;
        }

        @Override
        public ByteBuffer take() {
            int at = sequence(next++);
            return ByteBuffer.wrap(drafts.array(), offsets[at], end(at) - offsets[at]);
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}
