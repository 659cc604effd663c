package dev.headwater.api.metrics;

import dev.headwater.api.metrics.LoginMeters.Kind;
import dev.headwater.core.playback.Answer;
import dev.headwater.core.playback.Refusal;
import dev.headwater.core.playback.StreamAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what players get. Each answer is handed through, so that none is answered and not counted; counters are found
 * before, since tens of thousands of answers a second are counted here.
 */
@Singleton
public final class PlayMeters {
    private final MeterRegistry registry;
    private final LoginMeters logins;
    private final Counters<Form> entries;
    private final Counters<Refusal> refusals;
    private final Map<String, Counter> redirects = new ConcurrentHashMap<>();
    private final Counter refreshes;

    /** As what it is played. */
    private enum Form {
        HLS,
        TS,
        FILE
    }

    public PlayMeters(MeterRegistry registry, LoginMeters logins) {
        this.registry = registry;
        this.logins = logins;
        this.entries = new Counters<>(
                registry,
                "headwater.entries",
                "Playbacks that were let in, slates included",
                Tags.empty(),
                "form",
                Form.class);
        this.refusals = new Counters<>(
                registry,
                "headwater.play.refusals",
                "Requests of players that got nothing",
                Tags.empty(),
                "reason",
                Refusal.class);
        this.refreshes = Counter.builder("headwater.playlist.refreshes")
                .description("Media playlists that were handed out")
                .register(registry);
    }

    /** The answer to who comes in for a playlist. */
    public Answer entered(Answer answer) {
        return counted(answer, Form.HLS);
    }

    /** The answer to who comes in for a file. */
    public Answer opened(Answer answer) {
        return counted(answer, Form.FILE);
    }

    private Answer counted(Answer answer, Form form) {
        if (!(answer instanceof Answer.Refused)) {
            entries.increment(form);
        }
        return seen(answer);
    }

    /** The answer to who comes in for an endless stream. */
    public StreamAnswer entered(StreamAnswer answer) {
        if (answer instanceof StreamAnswer.Refused refused) {
            refused(refused.reason());
        } else {
            entries.increment(Form.TS);
        }
        return answer;
    }

    /** The answer to who asks for a media playlist. */
    public Answer refreshed(Answer answer) {
        if (answer instanceof Answer.Playlist) {
            refreshes.increment();
            return answer;
        }
        return seen(answer);
    }

    /** An answer of which only redirects and refusals are counted. */
    public Answer seen(Answer answer) {
        switch (answer) {
            case Answer.Redirect redirect -> redirects(redirect.edge()).increment();
            case Answer.Refused refused -> refused(refused.reason());
            case Answer.Playlist playlist -> {}
            case Answer.Key key -> {}
        }
        return answer;
    }

    private void refused(Refusal reason) {
        refusals.increment(reason);
        if (reason == Refusal.BAD_CREDENTIALS) {
            logins.refused(Kind.LINE, LoginMeters.Reason.CREDENTIALS);
        } else if (reason == Refusal.THROTTLED) {
            logins.refused(Kind.LINE, LoginMeters.Reason.THROTTLED);
        }
    }

    private Counter redirects(String edge) {
        Counter known = redirects.get(edge);
        return known == null ? redirects.computeIfAbsent(edge, this::redirectsTo) : known;
    }

    /** Operators name edges, and there are few. */
    private Counter redirectsTo(String edge) {
        return Counter.builder("headwater.redirects")
                .description("Segments and files redirected to an edge")
                .tag("edge", edge)
                .register(registry);
    }
}
