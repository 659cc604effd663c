package dev.headwater.core.playback;

import dev.headwater.core.Pause;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Playlists;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.LineSessions;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.ticket.Ticket;
import dev.headwater.core.playback.ticket.Tickets;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A live playback from its entry to each of its segments. An app keeps no cookies, so the ticket in the path is all that
 * ties its requests together; each request looks at the line again, so that kick, expiry, a new password and a lowered
 * limit bite at once.
 *
 * <p>The methods may block (on the store, on a channel that is starting): call them on a virtual thread.
 */
public final class Playback {
    private final Authenticator authenticator;
    private final Lines lines;
    private final Bouquets bouquets;
    private final Channels channels;
    private final Tickets tickets;
    private final Sessions sessions;
    private final LiveChannels live;
    private final EdgePool edges;
    private final StreamSignatures signatures;
    private final InstantSource clock;

    /** What it works with. */
    public record Parts(
            Authenticator authenticator,
            Lines lines,
            Bouquets bouquets,
            Channels channels,
            Tickets tickets,
            Sessions sessions,
            LiveWindows windows,
            EdgePool edges,
            StreamSignatures signatures,
            InstantSource clock,
            Pause pause) {}

    public Playback(Parts parts) {
        this.authenticator = parts.authenticator();
        this.lines = parts.lines();
        this.bouquets = parts.bouquets();
        this.channels = parts.channels();
        this.tickets = parts.tickets();
        this.sessions = parts.sessions();
        this.live = new LiveChannels(parts.windows(), parts.clock(), parts.pause());
        this.edges = parts.edges();
        this.signatures = parts.signatures();
        this.clock = parts.clock();
    }

    /** Who plays, and by which of its requests: a HEAD costs nothing. */
    public record Viewer(ClientIdentity client, boolean takesConnection) {}

    /**
     * Step 1: a multivariant playlist whose URIs carry a new ticket. It takes no connection yet.
     *
     * @param basePath what stands before {@code /play/…} in its path-absolute URIs; empty or {@code /…}
     */
    public Answer enter(
            Credentials credentials, int channel, StreamFormat format, ClientIdentity client, String basePath) {
        return switch (authenticator.login(credentials, client)) {
            case Authenticator.Unknown unknown -> refused(Refusal.BAD_CREDENTIALS);
            case Authenticator.Throttled throttled -> refused(Refusal.THROTTLED);
            case Authenticator.Known known -> enter(known.line(), channel, format, basePath);
        };
    }

    private Answer enter(Line line, int id, StreamFormat format, String basePath) {
        Optional<Channel> channel = channels.find(id);
        if (channel.isEmpty()) {
            return refused(Refusal.UNKNOWN);
        }
        if (!mayWatch(line, id) || !StreamFormat.OFFERED.contains(format)) {
            return refused(Refusal.FORBIDDEN);
        }
        if (!channel.get().enabled()) {
            return refused(Refusal.OFF_AIR);
        }
        Optional<LiveWindow> window = live.opened(id);
        if (window.isEmpty()) {
            return refused(Refusal.OFF_AIR);
        }
        String base = basePath + "/play/" + tickets.mint(line.id(), id) + "/";
        return new Answer.Playlist(Playlists.multivariant(window.get().renditions(), base));
    }

    /** Step 2: the media playlist of a rendition. Takes the session's connection, or renews it. */
    public Answer playlist(String ticketText, String rendition, Viewer viewer) {
        Optional<Ticket> ticket = tickets.read(ticketText);
        Optional<Line> line = ticket.flatMap(this::lineOf);
        if (line.isEmpty()) {
            return refused(Refusal.FORBIDDEN);
        }
        Optional<LiveChannels.Shown> shown = live.playable(ticket.get().content());
        if (shown.isEmpty()) {
            return refused(Refusal.OFF_AIR);
        }
        boolean exists = shown.get().window().renditions().stream()
                .anyMatch(r -> r.name().equals(rendition));
        if (!exists) {
            return refused(Refusal.UNKNOWN);
        }
        return admits(ticket.get(), line.get(), viewer)
                ? new Answer.Playlist(shown.get().mediaPlaylist())
                : refused(Refusal.FORBIDDEN);
    }

    /** Step 3: where a segment is at this moment. Renews the session's connection. */
    public Answer segment(String ticketText, String rendition, String segment, Viewer viewer, PublicHost reachedBy) {
        Optional<Ticket> ticket = tickets.read(ticketText);
        Optional<Line> line = ticket.flatMap(this::lineOf);
        if (line.isEmpty()) {
            return refused(Refusal.FORBIDDEN);
        }
        Optional<SegmentName> name = SegmentName.parse(segment);
        if (name.isEmpty() || !rendition.matches("[a-z0-9]{1,16}")) {
            return refused(Refusal.UNKNOWN);
        }
        int stream = ticket.get().content();
        Optional<Edge> edge = edges.choose(stream, ticket.get().session());
        if (edge.isEmpty()) {
            return refused(Refusal.NO_EDGE);
        }
        if (!admits(ticket.get(), line.get(), viewer)) {
            return refused(Refusal.FORBIDDEN);
        }
        String base = edge.get().base(reachedBy.host());
        return new Answer.Redirect(base + "/" + SegmentKeys.segment(stream, rendition, name.get()) + "?"
                + signatures.query(base, stream, clock.instant()));
    }

    private Optional<Line> lineOf(Ticket ticket) {
        return lines.find(ticket.line())
                .filter(line -> !ticket.issued().isBefore(line.passwordSince()))
                .filter(line -> mayWatch(line, ticket.content()));
    }

    private boolean mayWatch(Line line, int content) {
        return line.statusAt(clock.instant()) == LineStatus.ACTIVE && bouquets.anyHolds(line.bouquets(), content);
    }

    private boolean admits(Ticket ticket, Line line, Viewer viewer) {
        LineSessions.Request request =
                new LineSessions.Request(ticket.sessionId(), ticket.content(), viewer.client(), ticket.issued());
        return viewer.takesConnection()
                ? sessions.admit(line.id(), request, line.maxConnections())
                : sessions.wouldAdmit(line.id(), request, line.maxConnections());
    }

    private static Answer refused(Refusal reason) {
        return new Answer.Refused(reason);
    }
}
