package dev.headwater.core.playback;

import dev.headwater.core.Pause;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Playlists;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.Admission;
import dev.headwater.core.playback.session.LineSessions.Request;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.ticket.Ticket;
import dev.headwater.core.playback.ticket.Tickets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A live playback from its entry to each of its segments. An app keeps no cookies, so the ticket in the path is all that
 * ties its requests together; each request looks at the line again, so that kick, expiry, a new password and a lowered
 * limit bite at once.
 *
 * <p>The methods may block (on the store, on a channel that is starting): call them on a virtual thread.
 */
public final class Playback {
    /** Who has no session yet asks by this name: no ticket has it. */
    private static final String NOBODY = "";

    private static final Pattern RENDITION = Pattern.compile("[a-z0-9]{1,16}");

    private final Gate gate;
    private final Tickets tickets;
    private final Sessions sessions;
    private final LiveChannels live;
    private final SlateShow slates;
    private final EdgePool edges;
    private final StreamSignatures signatures;
    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * What it works with.
     *
     * @param random nobody can guess what comes next
     */
    public record Parts(
            Authenticator authenticator,
            Lines lines,
            Bouquets bouquets,
            Catalog catalog,
            Tickets tickets,
            Sessions sessions,
            LiveWindows windows,
            Slates slates,
            EdgePool edges,
            StreamSignatures signatures,
            RandomGenerator random,
            InstantSource clock,
            Pause pause) {}

    public Playback(Parts parts) {
        this.gate = new Gate(parts.authenticator(), parts.lines(), parts.bouquets(), parts.catalog(), parts.clock());
        this.tickets = parts.tickets();
        this.sessions = parts.sessions();
        this.live = new LiveChannels(parts.windows(), parts.clock(), parts.pause());
        this.slates = new SlateShow(parts.slates(), parts.tickets(), parts.clock());
        this.edges = parts.edges();
        this.signatures = parts.signatures();
        this.random = parts.random();
        this.clock = parts.clock();
    }

    /**
     * Step 1: a multivariant playlist whose URIs carry a new ticket. It takes no connection yet.
     *
     * @param basePath what stands before {@code /play/…} in its path-absolute URIs; empty or {@code /…}
     */
    public Answer enter(Credentials credentials, int channel, Viewer viewer, String basePath) {
        return switch (gate.enter(credentials, channel, viewer)) {
            case Gate.Verdict.Shut shut -> refused(shut.reason());
            case Gate.Verdict.Told told -> slates.multivariant(told.line().id(), told.reason(), basePath);
            case Gate.Verdict.Open open -> enter(open.line(), channel, viewer, basePath);
        };
    }

    private Answer enter(Line line, int channel, Viewer viewer, String basePath) {
        Optional<LiveWindow> window = live.opened(channel);
        if (window.isEmpty()) {
            return slates.multivariant(line.id(), SlateReason.OFF_AIR, basePath);
        }
        Request request =
                new Request(NOBODY, channel, viewer.client(), window.get().targetDuration(), clock.instant());
        if (sessions.wouldAdmit(line.id(), request, line.limit()) instanceof Admission.Refused refused) {
            return slates.multivariant(line.id(), slateFor(refused.reason()), basePath);
        }
        String base = basePath + "/play/" + tickets.mint(line.id(), channel) + "/";
        return new Answer.Playlist(Playlists.multivariant(window.get().renditions(), base));
    }

    /** Step 2: the media playlist of a rendition. Takes the session's connection, or renews it. */
    public Answer playlist(String ticketText, String rendition, Viewer viewer) {
        Optional<Ticket> ticket = tickets.read(ticketText);
        if (ticket.isEmpty()) {
            return refused(Refusal.FORBIDDEN);
        }
        if (ticket.get().content() == Slate.STREAM) {
            return slates.playlist(rendition);
        }
        return switch (goOn(ticket.get(), viewer)) {
            case Gate.Verdict.Shut shut -> refused(shut.reason());
            case Gate.Verdict.Told told -> ending(ticket.get(), told.reason());
            case Gate.Verdict.Open open -> playlist(ticket.get(), open.line(), rendition, viewer);
        };
    }

    private Answer playlist(Ticket ticket, Line line, String rendition, Viewer viewer) {
        Optional<LiveChannels.Shown> shown = live.playable(ticket.content());
        if (shown.isEmpty()) {
            return ending(ticket, SlateReason.OFF_AIR);
        }
        LiveWindow window = shown.get().window();
        if (window.renditions().stream().noneMatch(r -> r.name().equals(rendition))) {
            return refused(Refusal.UNKNOWN);
        }
        return switch (admit(ticket, line, viewer, window.targetDuration())) {
            case Admission.Admitted admitted -> new Answer.Playlist(shown.get().mediaPlaylist());
            case Admission.Refused refused ->
                refused.reason() == Admission.Reason.DEAD
                        ? refused(Refusal.FORBIDDEN)
                        : ending(ticket, slateFor(refused.reason()));
        };
    }

    /** Step 3: where a segment is at this moment. Renews the session's connection. */
    public Answer segment(String ticketText, String rendition, String segment, Viewer viewer, PublicHost reachedBy) {
        Optional<Ticket> ticket = tickets.read(ticketText);
        if (ticket.isEmpty()) {
            return refused(Refusal.FORBIDDEN);
        }
        if (ticket.get().content() == Slate.STREAM) {
            return where(ticket.get(), rendition, segment, reachedBy);
        }
        if (!(goOn(ticket.get(), viewer) instanceof Gate.Verdict.Open open)) {
            return refused(Refusal.FORBIDDEN);
        }
        Answer where = where(ticket.get(), rendition, segment, reachedBy);
        // What leads nowhere takes no connection.
        return where instanceof Answer.Redirect && !plays(ticket.get(), open.line(), viewer)
                ? refused(Refusal.FORBIDDEN)
                : where;
    }

    private Answer where(Ticket ticket, String rendition, String segment, PublicHost reachedBy) {
        Optional<SegmentName> name = SegmentName.parse(segment);
        if (name.isEmpty() || !RENDITION.matcher(rendition).matches()) {
            return refused(Refusal.UNKNOWN);
        }
        int stream = ticket.content();
        Optional<Edge> edge = edges.choose(stream, ticket.session(), reachedBy.scheme());
        if (edge.isEmpty()) {
            return refused(Refusal.NO_EDGE);
        }
        String base = edge.get().base(reachedBy.host());
        return new Answer.Redirect(base + "/" + SegmentKeys.segment(stream, rendition, name.get()) + "?"
                + signatures.query(base, stream, clock.instant()));
    }

    /** One endless stream instead of all that: takes a connection, which its seat holds. */
    public StreamAnswer stream(Credentials credentials, int channel, Viewer viewer) {
        return switch (gate.enter(credentials, channel, viewer)) {
            case Gate.Verdict.Shut shut -> new StreamAnswer.Refused(shut.reason());
            case Gate.Verdict.Told told -> new StreamAnswer.Shows(told.reason());
            case Gate.Verdict.Open open -> stream(open.line(), channel, viewer);
        };
    }

    private StreamAnswer stream(Line line, int channel, Viewer viewer) {
        Optional<LiveChannels.Shown> shown = live.playable(channel);
        if (shown.isEmpty()) {
            return new StreamAnswer.Shows(SlateReason.OFF_AIR);
        }
        LiveWindow window = shown.get().window();
        String id = viewer.takesConnection() ? HexFormat.of().toHexDigits(random.nextLong()) : NOBODY;
        Request request = new Request(id, channel, viewer.client(), window.targetDuration(), clock.instant());
        Admission admission = viewer.takesConnection()
                ? sessions.admit(line.id(), request, line.limit())
                : sessions.wouldAdmit(line.id(), request, line.limit());
        return switch (admission) {
            case Admission.Admitted admitted ->
                new StreamAnswer.Plays(
                        channel,
                        window.renditions().getFirst().name(),
                        new LineSeat(gate, sessions, line.id(), viewer, request));
            case Admission.Refused refused -> new StreamAnswer.Shows(slateFor(refused.reason()));
        };
    }

    private Gate.Verdict goOn(Ticket ticket, Viewer viewer) {
        return gate.goOn(ticket.line(), ticket.issued(), ticket.content(), viewer);
    }

    private Answer ending(Ticket ticket, SlateReason reason) {
        return slates.ending(ticket.line(), reason, live.last(ticket.content()));
    }

    /** Segments are asked for between two looks at the playlist, which knows how often that is. */
    private boolean plays(Ticket ticket, Line line, Viewer viewer) {
        int refreshSeconds =
                live.last(ticket.content()).map(LiveWindow::targetDuration).orElse(0);
        return admit(ticket, line, viewer, refreshSeconds) instanceof Admission.Admitted;
    }

    private Admission admit(Ticket ticket, Line line, Viewer viewer, int refreshSeconds) {
        Request request =
                new Request(ticket.sessionId(), ticket.content(), viewer.client(), refreshSeconds, ticket.issued());
        return viewer.takesConnection()
                ? sessions.admit(line.id(), request, line.limit())
                : sessions.wouldAdmit(line.id(), request, line.limit());
    }

    private static SlateReason slateFor(Admission.Reason reason) {
        return reason == Admission.Reason.FULL ? SlateReason.LIMIT : SlateReason.IN_USE;
    }

    private static Answer refused(Refusal reason) {
        return new Answer.Refused(reason);
    }
}
