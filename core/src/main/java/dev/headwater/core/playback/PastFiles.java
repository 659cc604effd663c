package dev.headwater.core.playback;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Line;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Span;
import dev.headwater.core.playback.session.Admission;
import dev.headwater.core.playback.session.LineSessions.Request;
import dev.headwater.core.playback.session.Sessions;
import java.time.Instant;
import java.util.List;

/**
 * Pieces of channels' past as one file each. Apps look whether an address plays by asking for it and hanging up, and
 * players ask for its end and for what they seek to, each time anew: a look takes no connection, and one device has one
 * session of one piece, however often it asks.
 */
final class PastFiles {
    private final Gate gate;
    private final Sessions sessions;
    private final Connections connections;

    PastFiles(Gate gate, Sessions sessions, Connections connections) {
        this.gate = gate;
        this.sessions = sessions;
        this.connections = connections;
    }

    /** The name of a device's session of a piece, and of nothing else. */
    static long session(int channel, Span span, ClientIdentity device) {
        return DeviceSessions.of(
                channel + "@" + span.start().getEpochSecond() + "+"
                        + span.length().toSeconds(),
                device);
    }

    /** @param since when the viewer came in */
    StreamAnswer open(Line line, int channel, PastShow show, Viewer viewer, String session, Instant since) {
        List<Recorded> segments = show.segments(channel);
        if (segments.isEmpty()) {
            return new StreamAnswer.Refused(Refusal.UNKNOWN);
        }
        Request request = new Request(session, channel, viewer.client(), show.hold(channel), since);
        return switch (connections.wouldAdmit(line, request)) {
            case Admission.Refused refused
            when refused.reason() == Admission.Reason.DEAD -> new StreamAnswer.Refused(Refusal.FORBIDDEN);
            case Admission.Refused refused -> new StreamAnswer.Shows(Connections.slateFor(refused.reason()));
            case Admission.Admitted admitted ->
                new StreamAnswer.Replays(channel, segments, new Kept(gate, sessions, line.id(), viewer, request));
        };
    }

    /** A seat that is not given back with its socket: the next part is asked for by another. It lapses by itself. */
    private static final class Kept implements Seat {
        private final LineSeat seat;

        private Kept(Gate gate, Sessions sessions, int line, Viewer viewer, Request request) {
            this.seat = new LineSeat(gate, sessions, line, viewer, request, watched -> {});
        }

        @Override
        public Standing look() {
            return seat.look();
        }

        @Override
        public void close() {}
    }
}
