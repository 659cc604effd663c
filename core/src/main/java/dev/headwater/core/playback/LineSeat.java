package dev.headwater.core.playback;

import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.session.Admission;
import dev.headwater.core.playback.session.LineSessions.Request;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.store.StoreException;
import java.util.function.IntConsumer;

/** A seat that is a session of a line. */
final class LineSeat implements Seat {
    private final Gate gate;
    private final Sessions sessions;
    private final int line;
    private final Viewer viewer;
    private final Request request;
    private final IntConsumer watched;

    /**
     * @param request by which the session was admitted
     * @param watched told the content at every look while it plays
     */
    LineSeat(Gate gate, Sessions sessions, int line, Viewer viewer, Request request, IntConsumer watched) {
        this.gate = gate;
        this.sessions = sessions;
        this.line = line;
        this.viewer = viewer;
        this.request = request;
        this.watched = watched;
    }

    @Override
    public Standing look() {
        try {
            return switch (gate.goOn(line, request.ticketIssued(), request.content(), viewer)) {
                case Gate.Verdict.Shut shut -> new Standing.Over();
                case Gate.Verdict.Told told -> new Standing.Ends(told.reason());
                case Gate.Verdict.Open open -> renew(open);
            };
        } catch (StoreException e) {
            // A store that fails for a moment is no reason to cut off who is watching; the lease runs out by itself.
            return new Standing.Plays();
        }
    }

    private Standing renew(Gate.Verdict.Open open) {
        return switch (sessions.admit(line, request, open.line().limit())) {
            case Admission.Admitted admitted -> {
                watched.accept(request.content());
                yield new Standing.Plays();
            }
            case Admission.Refused refused ->
                switch (refused.reason()) {
                    case DEAD -> new Standing.Over();
                    case PUT_OUT, IN_USE -> new Standing.Ends(SlateReason.IN_USE);
                    case FULL -> new Standing.Ends(SlateReason.LIMIT);
                };
        };
    }

    @Override
    public void close() {
        sessions.close(line, request.id());
    }
}
