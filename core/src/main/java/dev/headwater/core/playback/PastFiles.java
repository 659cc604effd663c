package dev.headwater.core.playback;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Line;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Span;
import dev.headwater.core.media.Container;
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

    /**
     * What is MPEG-TS of a piece.
     *
     * @param since when the viewer came in
     */
    StreamAnswer open(Line line, int channel, PastShow show, Viewer viewer, String session, Instant since) {
        List<Recorded> all = show.segments(channel);
        List<Recorded> segments = all.stream()
                .filter(one -> one.segment().container() == Container.MPEG_TS)
                .toList();
        if (segments.isEmpty()) {
            return new StreamAnswer.Refused(all.isEmpty() ? Refusal.NOT_KEPT : Refusal.PLAYLISTS_ONLY);
        }
        Request request = new Request(session, channel, viewer.client(), PastShow.hold(segments), since);
        return switch (connections.wouldAdmit(line, request.comingIn())) {
            case Admission.Refused refused
            when refused.reason() == Admission.Reason.DEAD -> new StreamAnswer.Refused(Refusal.FORBIDDEN);
            case Admission.Refused refused -> new StreamAnswer.Shows(Connections.slateFor(refused.reason()));
            case Admission.Admitted admitted ->
                new StreamAnswer.Replays(
                        channel,
                        segments,
                        new Kept(gate, sessions, line.id(), viewer, request),
                        line.id() + "@" + viewer.client().address());
        };
    }

    /** A seat that is not given back with its socket: the next part is asked for by another. It lapses by itself. */
    private static final class Kept implements Seat {
        private final LineSeat coming;
        private final LineSeat staying;
        private volatile boolean taken;

        private Kept(Gate gate, Sessions sessions, int line, Viewer viewer, Request request) {
            this.coming = new LineSeat(gate, sessions, line, viewer, request.comingIn(), watched -> {});
            this.staying = new LineSeat(gate, sessions, line, viewer, request, watched -> {});
        }

        /** Who comes back may take again what it left; who sits there when it is taken away may not. */
        @Override
        public Standing look() {
            LineSeat seat = taken ? staying : coming;
            taken = true;
            return seat.look();
        }

        @Override
        public void close() {}
    }
}
