package dev.headwater.core.playback;

import dev.headwater.core.Pause;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.Span;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Playlists;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.Admission;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.LineSessions.Request;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.ticket.Ticket;
import dev.headwater.core.playback.ticket.Tickets;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.vod.Assets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A playback from its entry to each of its segments. An app keeps no cookies, so the ticket in the path is all that
 * ties its requests together; each request looks at the line again, so that kick, expiry, a new password and a lowered
 * limit bite at once.
 *
 * <p>The methods may block (on the store, on a channel that is starting): call them on a virtual thread.
 */
public final class Playback {
    private final Gate gate;
    private final Tickets tickets;
    private final Connections connections;
    private final Shows shows;
    private final FilmFiles files;
    private final Streams streams;
    private final SlateShow slates;
    private final ContentKeys keys;
    private final Redirects redirects;
    private final InstantSource clock;

    /**
     * What it works with.
     *
     * @param objects where the playlists of films lie
     * @param random nobody can guess what comes next
     */
    public record Parts(
            Authenticator authenticator,
            Lines lines,
            Bouquets bouquets,
            Catalog catalog,
            Withheld withheld,
            Tickets tickets,
            Sessions sessions,
            LiveWindows windows,
            Archive archive,
            Demands demands,
            Assets assets,
            ContentKeys keys,
            ObjectReader objects,
            Slates slates,
            EdgePool edges,
            StreamSignatures signatures,
            RandomGenerator random,
            InstantSource clock,
            Pause pause) {}

    public Playback(Parts parts) {
        this.gate = new Gate(
                parts.authenticator(),
                parts.lines(),
                parts.bouquets(),
                parts.catalog(),
                parts.withheld(),
                parts.clock());
        this.tickets = parts.tickets();
        this.connections = new Connections(parts.sessions());
        Films films = new Films(parts.assets(), parts.objects(), parts.clock());
        this.shows = new Shows(
                new LiveChannels(parts.windows(), parts.clock(), parts.pause()),
                parts.demands(),
                films,
                new PastSegments(parts.archive(), parts.clock()),
                parts.clock());
        this.slates = new SlateShow(parts.slates(), parts.tickets(), parts.clock());
        this.redirects = new Redirects(parts.edges(), parts.signatures(), parts.clock());
        this.files = new FilmFiles(films, connections, redirects, parts.clock());
        this.streams = new Streams(gate, tickets, parts.sessions(), connections, shows, parts.random(), parts.clock());
        this.keys = parts.keys();
        this.clock = parts.clock();
    }

    /**
     * Step 1: a multivariant playlist whose URIs carry a new ticket. It takes no connection yet.
     *
     * @param id of a channel, a movie or an episode
     * @param basePath what stands before {@code /play/…} in its path-absolute URIs; empty or {@code /…}
     */
    public Answer enter(Credentials credentials, int id, Viewer viewer, String basePath) {
        return enter(credentials, id, null, viewer, basePath);
    }

    /** The same of a piece of a channel's past. */
    public Answer enter(Credentials credentials, int id, @Nullable Span span, Viewer viewer, String basePath) {
        return switch (gate.enter(credentials, id, viewer)) {
            case Gate.Verdict.Shut shut -> refused(shut.reason());
            case Gate.Verdict.Told told -> slates.multivariant(told.line().id(), told.reason(), basePath);
            case Gate.Verdict.Open open
            when span != null && !(open.content() instanceof Channel) -> refused(Refusal.UNKNOWN);
            case Gate.Verdict.Open open -> enter(open, id, span, viewer, basePath);
        };
    }

    private Answer enter(Gate.Verdict.Open open, int id, @Nullable Span span, Viewer viewer, String basePath) {
        Line line = open.line();
        Show show = shows.of(open.content(), span, clock.instant());
        Request request = new Request(Streams.NOBODY, id, viewer.client(), show.hold(id), clock.instant());
        // First of all: nothing is begun for who is not let in.
        if (connections.wouldAdmit(line, request) instanceof Admission.Refused refused) {
            return slates.multivariant(line.id(), Connections.slateFor(refused.reason()), basePath);
        }
        return switch (show.open(id, Asker.of(line, viewer))) {
            case Show.Instead instead -> slates.multivariant(line.id(), instead.reason(), basePath);
            case Show.Nothing nothing -> refused(Refusal.NOT_KEPT);
            case Show.Opened opened -> {
                String base = basePath + "/play/" + tickets.mint(line.id(), id, span) + "/";
                yield new Answer.Playlist(Playlists.multivariant(opened.renditions(), base));
            }
        };
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
            case Gate.Verdict.Told told -> ending(ticket.get(), told.content(), rendition, told.reason());
            case Gate.Verdict.Open open -> playlist(ticket.get(), open, rendition, viewer);
        };
    }

    private Answer playlist(Ticket ticket, Gate.Verdict.Open open, String rendition, Viewer viewer) {
        Show show = shows.of(open.content(), ticket);
        Request before = request(ticket, viewer, show.hold(ticket.content()));
        if (connections.wouldAdmit(open.line(), before) instanceof Admission.Refused refused) {
            return turnedAway(ticket, open, rendition, refused);
        }
        return switch (show.list(ticket.content(), Asker.of(open.line(), viewer))) {
            case Show.Instead instead -> ending(ticket, open.content(), rendition, instead.reason());
            case Show.Nothing nothing -> refused(Refusal.NOT_KEPT);
            case Show.Listed listed
            when listed.renditions().stream().noneMatch(r -> r.name().equals(rendition)) -> refused(Refusal.UNKNOWN);
            case Show.Listed listed ->
                switch (admit(ticket, open.line(), viewer, listed.hold())) {
                    case Admission.Admitted admitted ->
                        new Answer.Playlist(
                                Playlists.of(rendition, listed.mediaPlaylist().apply(rendition)));
                    case Admission.Refused refused -> turnedAway(ticket, open, rendition, refused);
                };
        };
    }

    private Answer turnedAway(Ticket ticket, Gate.Verdict.Open open, String rendition, Admission.Refused refused) {
        return refused.reason() == Admission.Reason.DEAD
                ? refused(Refusal.FORBIDDEN)
                : ending(ticket, open.content(), rendition, Connections.slateFor(refused.reason()));
    }

    /**
     * Step 3: where a segment, or the head it is read with, is at this moment. Renews the session's connection.
     *
     * @param file its name and extension, as the playlist had it
     */
    public Answer segment(String ticketText, String rendition, String file, Viewer viewer, PublicHost reachedBy) {
        Optional<Ticket> ticket = tickets.read(ticketText);
        if (ticket.isEmpty()) {
            return refused(Refusal.FORBIDDEN);
        }
        if (ticket.get().content() == Slate.STREAM) {
            return redirects.segment(ticket.get(), rendition, file, reachedBy);
        }
        if (!(goOn(ticket.get(), viewer) instanceof Gate.Verdict.Open open)) {
            return refused(Refusal.FORBIDDEN);
        }
        Answer where = redirects.segment(ticket.get(), rendition, file, reachedBy);
        // What leads nowhere takes no connection.
        return where instanceof Answer.Redirect && !plays(ticket.get(), open, viewer)
                ? refused(Refusal.FORBIDDEN)
                : where;
    }

    /**
     * What segments of a ticket's content are encrypted with. Whoever gets no segment gets no key; one that is asked for
     * renews the session's connection as a segment does.
     */
    public Answer key(String ticketText, String key, Viewer viewer) {
        Optional<Ticket> ticket = tickets.read(ticketText);
        if (ticket.isEmpty() || !(goOn(ticket.get(), viewer) instanceof Gate.Verdict.Open open)) {
            return refused(Refusal.FORBIDDEN);
        }
        Optional<ContentKey> found = keys.find(ticket.get().content(), key);
        if (found.isEmpty()) {
            return refused(Refusal.UNKNOWN);
        }
        return plays(ticket.get(), open, viewer) ? new Answer.Key(found.get()) : refused(Refusal.FORBIDDEN);
    }

    /** A film or an episode as one file: where it is, for as long as it may take to play it. Takes a connection. */
    public Answer file(Credentials credentials, int film, Viewer viewer, PublicHost reachedBy) {
        return switch (gate.enter(credentials, film, viewer)) {
            case Gate.Verdict.Shut shut -> refused(shut.reason());
            // The answer has to be an MP4, and slates are none.
            case Gate.Verdict.Told told -> refused(Refusal.FORBIDDEN);
            case Gate.Verdict.Open open when open.content() instanceof Channel -> refused(Refusal.UNKNOWN);
            case Gate.Verdict.Open open ->
                files.open(open.line(), film, open.content().listed().rights(), viewer, reachedBy);
        };
    }

    /** One endless stream instead of all that: takes a connection, which its seat holds. Channels only. */
    public StreamAnswer stream(Credentials credentials, int channel, Viewer viewer) {
        return streams.live(credentials, channel, viewer);
    }

    /** The same, or of a piece of the past, to who comes with a ticket from where no stream can be held. */
    public StreamAnswer stream(String ticketText, Viewer viewer) {
        return tickets.read(ticketText)
                .filter(ticket -> ticket.content() != Slate.STREAM)
                .map(ticket -> streams.of(ticket, viewer))
                .orElseGet(() -> new StreamAnswer.Refused(Refusal.FORBIDDEN));
    }

    /** A ticket for an endless stream that is held elsewhere. Takes no connection; who may not watch is told so there. */
    public StreamAnswer streamElsewhere(Credentials credentials, int channel, Viewer viewer) {
        return streams.liveElsewhere(credentials, channel, viewer);
    }

    /**
     * A piece of a channel's past as one MPEG-TS of known length. Its seat is taken once so much of it was taken that its
     * player can not have just looked.
     */
    public StreamAnswer past(Credentials credentials, int channel, Span span, Viewer viewer) {
        return streams.past(credentials, channel, span, viewer);
    }

    /** A ticket for the same, where it is served elsewhere. */
    public StreamAnswer pastElsewhere(Credentials credentials, int channel, Span span, Viewer viewer) {
        return streams.pastElsewhere(credentials, channel, span, viewer);
    }

    private Gate.Verdict goOn(Ticket ticket, Viewer viewer) {
        return gate.goOn(ticket.line(), ticket.issued(), ticket.content(), viewer);
    }

    private Answer ending(Ticket ticket, Content content, String rendition, SlateReason reason) {
        Optional<LiveWindow> last = shows.of(content, ticket).last(ticket.content());
        return Rendition.isText(rendition)
                ? new Answer.Playlist(Playlists.of(rendition, Playlists.ending(last.orElseGet(slates::nothing))))
                : slates.ending(ticket.line(), reason, last, rendition);
    }

    private boolean plays(Ticket ticket, Gate.Verdict.Open open, Viewer viewer) {
        Hold hold = shows.of(open.content(), ticket).hold(ticket.content());
        return admit(ticket, open.line(), viewer, hold) instanceof Admission.Admitted;
    }

    private Admission admit(Ticket ticket, Line line, Viewer viewer, Hold hold) {
        return connections.admit(line, request(ticket, viewer, hold), viewer);
    }

    private static Request request(Ticket ticket, Viewer viewer, Hold hold) {
        return new Request(ticket.sessionId(), ticket.content(), viewer.client(), hold, ticket.issued());
    }

    private static Answer refused(Refusal reason) {
        return new Answer.Refused(reason);
    }
}
