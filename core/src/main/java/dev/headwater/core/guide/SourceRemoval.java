package dev.headwater.core.guide;

import dev.headwater.core.store.TableStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Deletes all that is stored of a source. What a fault leaves behind is shown nowhere, and goes when its time is over. */
final class SourceRemoval {
    /** Side by side, so that they share flushes of the disk. */
    private static final int AT_ONCE = 64;

    private final GuideDays days;
    private final GuideChannels index;
    private final int source;

    SourceRemoval(TableStore catalog, int source) {
        this.days = new GuideDays(catalog);
        this.index = new GuideChannels(catalog);
        this.source = source;
    }

    void run() {
        List<GuideChannel> channels = new ArrayList<>();
        index.forEach(source, channels::add);
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (GuideChannel channel : channels) {
                room.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        channel.days()
                                .keySet()
                                .forEach(day -> days.delete(channel.guideId(), source, LocalDate.parse(day)));
                        index.delete(source, channel.guideId());
                    } finally {
                        room.release();
                    }
                });
            }
        }
    }
}
