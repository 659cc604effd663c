package dev.headwater.core.playback;

import dev.headwater.core.account.Line;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.session.Admission;
import dev.headwater.core.playback.session.LineSessions.Request;
import dev.headwater.core.playback.session.Sessions;

/** The connections of lines, as viewers take them and look at them. */
final class Connections {
    private final Sessions sessions;

    Connections(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Takes or renews one; a viewer that only looks is told what it would get. */
    Admission admit(Line line, Request request, Viewer viewer) {
        return viewer.takesConnection()
                ? sessions.admit(line.id(), request, line.limit())
                : sessions.wouldAdmit(line.id(), request, line.limit());
    }

    /** What {@link #admit} would say. */
    Admission wouldAdmit(Line line, Request request) {
        return sessions.wouldAdmit(line.id(), request, line.limit());
    }

    static SlateReason slateFor(Admission.Reason reason) {
        return reason == Admission.Reason.FULL ? SlateReason.LIMIT : SlateReason.IN_USE;
    }
}
