package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.supervisor.children.MediaProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks into files in processes of their own, few at a time: where many are added at once, the rest is taken unseen. */
final class FileLook implements TitleCheck {
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MediaProbe probe;
    private final Semaphore free = new Semaphore(AT_ONCE);

    FileLook(List<String> childCommand) {
        this.probe = new MediaProbe(childCommand);
    }

    @Override
    public Optional<String> refusal(Source file) {
        if (!mayLook()) {
            return Optional.empty();
        }
        try {
            return switch (probe.probe(file)) {
                case MediaProbe.Media media -> Optional.empty();
                case MediaProbe.Found found -> Optional.empty();
                case MediaProbe.Refused(String reason) -> Optional.of(reason);
            };
        } finally {
            free.release();
        }
    }

    private boolean mayLook() {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
