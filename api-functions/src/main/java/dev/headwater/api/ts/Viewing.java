package dev.headwater.api.ts;

import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.Seat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream and what decides how long it goes on: its seat, its socket, its channel. */
final class Viewing {
    private static final Logger LOG = LoggerFactory.getLogger(Viewing.class);

    private static final int ATTEMPTS = 4;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    private final TsStream stream;
    private final Optional<TsFollower> follower;
    private final Seat seat;
    private final Parts parts;
    private volatile Beats.@Nullable Beat looks;
    private volatile boolean unknown;

    /** @param forget told once when the stream has ended */
    record Parts(SlateClips slates, InstantSource clock, Beats beats, Consumer<Viewing> forget) {}

    /** @param follower of the channel; empty where only a slate is shown */
    Viewing(Optional<TsFollower> follower, Seat seat, Parts parts) {
        this.follower = follower;
        this.seat = seat;
        this.parts = parts;
        this.stream = new TsStream(() -> follower.map(TsFollower::ring).orElse(Ring.EMPTY), parts.clock(), this::end);
    }

    TsStream stream() {
        return stream;
    }

    void begin() {
        looks = parts.beats().every(Seat.LOOK_EVERY, this::look);
        if (stream.isEnded()) {
            stopLooking();
        }
    }

    private void look() {
        if (stream.hasStalled()) {
            stream.cut("nothing was taken for " + Demand.PATIENCE.toSeconds() + " s");
        }
        if (stream.isEnded()) {
            return;
        }
        switch (standing()) {
            case Seat.Standing.Over over -> stream.cut("the connection was taken back");
            case Seat.Standing.Ends ends -> finish(ends.with());
            case Seat.Standing.Plays plays -> {
                if (follower.map(TsFollower::isOffAir).orElse(false)) {
                    finish(SlateReason.OFF_AIR);
                }
            }
        }
    }

    /** A store that is at fault for a moment ends no stream. */
    private Seat.Standing standing() {
        try {
            Seat.Standing standing = seat.look();
            unknown = false;
            return standing;
        } catch (RuntimeException e) {
            if (!unknown) {
                LOG.warn("whether a stream may go on is not known; it goes on", e);
            }
            unknown = true;
            return new Seat.Standing.Plays();
        }
    }

    private void finish(SlateReason reason) {
        if (!stream.isFinishing()) {
            stream.finish(slate(reason));
        }
    }

    private Ring slate(SlateReason reason) {
        try {
            return parts.slates().find(reason).orElse(Ring.EMPTY);
        } catch (RuntimeException e) {
            LOG.warn("the slate {} can not be read; the stream ends without", reason, e);
            return Ring.EMPTY;
        }
    }

    private void end() {
        stopLooking();
        follower.ifPresent(channel -> channel.leave(stream));
        parts.forget().accept(this);
        soon(() -> giveBack(1));
    }

    private void giveBack(int attempt) {
        try {
            seat.close();
        } catch (RuntimeException e) {
            if (attempt == ATTEMPTS) {
                LOG.warn("a connection could not be given back; it lapses by itself", e);
                return;
            }
            LOG.info("a connection can not be given back for now", e);
            if (!parts.beats().after(AGAIN_AFTER, () -> giveBack(attempt + 1))) {
                giveBack(attempt + 1);
            }
        }
    }

    /** On this thread where the host has stopped: a server that still takes requests may end a stream later. */
    private void soon(Runnable task) {
        if (!parts.beats().run(task)) {
            task.run();
        }
    }

    private void stopLooking() {
        Beats.Beat known = looks;
        if (known != null) {
            known.stop();
        }
    }
}
