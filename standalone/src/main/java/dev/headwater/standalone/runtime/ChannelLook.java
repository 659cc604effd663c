package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.catalog.SourceLook;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.children.MediaProbe;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Looks at channels' sources in processes of their own, few at a time. */
final class ChannelLook implements SourceLook {
    private static final int AT_ONCE = 4;

    private final MediaProbe probe;
    private final Semaphore free = new Semaphore(AT_ONCE);

    ChannelLook(List<String> childCommand) {
        this.probe = new MediaProbe(childCommand);
    }

    @Override
    public Report look(Source source) {
        if (!free.tryAcquire()) {
            throw OperationException.conflict("other sources are being looked at: try again in some seconds");
        }
        try {
            return switch (probe.probeSource(source)) {
                case MediaProbe.Found(Frame.Probed facts) -> report(source, facts);
                case MediaProbe.Refused(String reason) -> throw OperationException.invalid("source", reason);
                case MediaProbe.Media media -> throw new IllegalStateException("it was asked for as a channel's");
            };
        } finally {
            free.release();
        }
    }

    private static Report report(Source source, Frame.Probed facts) {
        return new Report(
                source.toString(),
                facts.video(),
                facts.width(),
                facts.height(),
                facts.frameRate() > 0 ? (Double) (Math.round(facts.frameRate() * 1000) / 1000.0) : null,
                facts.tracks().stream()
                        .map(track ->
                                new Audio(track.codec(), said(track.language()), track.channels(), track.sampleRate()))
                        .toList(),
                facts.subtitles().stream()
                        .map(one -> new Subtitles(
                                one.codec(),
                                said(one.language()),
                                one.use().name().toLowerCase(Locale.ROOT)))
                        .toList(),
                facts.bitRate() > 0 ? (Long) facts.bitRate() : null,
                facts.millis() > 0 ? (Long) (facts.millis() / 1000) : null,
                facts.notCopied().isEmpty(),
                said(facts.notCopied()));
    }

    private static @Nullable String said(String text) {
        return text.isEmpty() ? null : text;
    }
}
