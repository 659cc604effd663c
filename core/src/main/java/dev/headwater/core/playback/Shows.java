package dev.headwater.core.playback;

import dev.headwater.core.archive.Span;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.playback.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** By what each kind of content is shown. */
final class Shows {
    private final LiveShow live;
    private final LiveShow demanded;
    private final Films films;
    private final PastSegments past;
    private final InstantSource clock;

    Shows(LiveChannels channels, Demands demands, Films films, PastSegments past, InstantSource clock) {
        this.live = new LiveShow(channels, demands, false);
        this.demanded = new LiveShow(channels, demands, true);
        this.films = films;
        this.past = past;
        this.clock = clock;
    }

    Show of(Content content, Ticket ticket) {
        return of(content, ticket.span(), ticket.issued());
    }

    /**
     * @param span the piece of a channel's past that is wanted; null: what there is now
     * @param since when whoever asks came in
     */
    Show of(Content content, @Nullable Span span, Instant since) {
        return switch (content) {
            case Channel channel when span != null -> past(channel, span, since);
            case Channel channel -> live(channel);
            default -> films;
        };
    }

    LiveShow live(Channel channel) {
        return channel.run() == Channel.Run.ON_DEMAND ? demanded : live;
    }

    PastShow past(Channel channel, Span span, Instant since) {
        return new PastShow(past, span, since, Duration.ofDays(channel.archiveDays()), clock);
    }
}
