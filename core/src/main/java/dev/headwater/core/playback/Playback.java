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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
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
    /** Who has no session yet asks by this name: no ticket has it. */
    private static final String NOBODY = "";

    private final Gate gate;
    private final Tickets tickets;
    private final Sessions sessions;
    private final Connections connections;
    private final LiveShow live;
    private final LiveShow demanded;
    private final Films films;
    private final FilmFiles files;
    private final PastFiles pastFiles;
    private final PastSegments past;
    private final SlateShow slates;
    private final ContentKeys keys;
    private final Redirects redirects;
    private final RandomGenerator random;
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
        this.sessions = parts.sessions();
        this.connections = new Connections(parts.sessions());
        LiveChannels channels = new LiveChannels(parts.windows(), parts.clock(), parts.pause());
        this.live = new LiveShow(channels, parts.demands(), false);
        this.demanded = new LiveShow(channels, parts.demands(), true);
        this.films = new Films(parts.assets(), parts.objects(), parts.clock());
        this.slates = new SlateShow(parts.slates(), parts.tickets(), parts.clock());
        this.redirects = new Redirects(parts.edges(), parts.signatures(), parts.clock());
        this.files = new FilmFiles(films, connections, redirects, parts.clock());
        this.past = new PastSegments(parts.archive(), parts.clock());
        this.pastFiles = new PastFiles(gate, parts.sessions(), connections);
        this.keys = parts.keys();
        this.random = parts.random();
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
        Show show = show(open.content(), span, clock.instant());
        Request request = new Request(NOBODY, id, viewer.client(), show.hold(id), clock.instant());
        // First of all: nothing is begun for who is not let in.
        if (connections.wouldAdmit(line, request) instanceof Admission.Refused refused) {
            return slates.multivariant(line.id(), Connections.slateFor(refused.reason()), basePath);
        }
        return switch (show.open(id, asker(line, viewer))) {
            case Show.Instead instead -> slates.multivariant(line.id(), instead.reason(), basePath);
            case Show.Nothing nothing -> refused(Refusal.UNKNOWN);
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
        Show show = show(open.content(), ticket);
        Request before = request(ticket, viewer, show.hold(ticket.content()));
        if (connections.wouldAdmit(open.line(), before) instanceof Admission.Refused refused) {
            return turnedAway(ticket, open, rendition, refused);
        }
        return switch (show.list(ticket.content(), asker(open.line(), viewer))) {
            case Show.Instead instead -> ending(ticket, open.content(), rendition, instead.reason());
            case Show.Nothing nothing -> refused(Refusal.UNKNOWN);
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

    /** Who something is made for; null: it is only looked at. */
    private static @Nullable Asker asker(Line line, Viewer viewer) {
        return viewer.takesConnection() ? new Asker(line, viewer.client()) : null;
    }

    /** Step 3: where a segment is at this moment. Renews the session's connection. */
    public Answer segment(String ticketText, String rendition, String segment, Viewer viewer, PublicHost reachedBy) {
        Optional<Ticket> ticket = tickets.read(ticketText);
        if (ticket.isEmpty()) {
            return refused(Refusal.FORBIDDEN);
        }
        if (ticket.get().content() == Slate.STREAM) {
            return redirects.segment(ticket.get(), rendition, segment, reachedBy);
        }
        if (!(goOn(ticket.get(), viewer) instanceof Gate.Verdict.Open open)) {
            return refused(Refusal.FORBIDDEN);
        }
        Answer where = redirects.segment(ticket.get(), rendition, segment, reachedBy);
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
        String session = viewer.takesConnection() ? HexFormat.of().toHexDigits(random.nextLong()) : NOBODY;
        return stream(gate.enter(credentials, channel, viewer), viewer, new Ticketed(session, clock.instant()));
    }

    /** The same to who comes with a ticket from where no stream can be held. */
    public StreamAnswer stream(String ticketText, Viewer viewer) {
        return tickets.read(ticketText)
                .filter(ticket -> ticket.content() != Slate.STREAM)
                .map(ticket -> stream(ticket, viewer))
                .orElseGet(() -> new StreamAnswer.Refused(Refusal.FORBIDDEN));
    }

    private StreamAnswer stream(Ticket ticket, Viewer viewer) {
        Ticketed as = new Ticketed(ticket.sessionId(), ticket.issued());
        Span span = ticket.span();
        return span == null ? stream(goOn(ticket, viewer), viewer, as) : past(goOn(ticket, viewer), span, viewer, as);
    }

    /**
     * A piece of a channel's past as one MPEG-TS of known length. Its seat is taken once so much of it was taken that its
     * player can not have just looked.
     */
    public StreamAnswer past(Credentials credentials, int channel, Span span, Viewer viewer) {
        String session = HexFormat.of().toHexDigits(PastFiles.session(channel, span, viewer.client()));
        return past(gate.enter(credentials, channel, viewer), span, viewer, new Ticketed(session, clock.instant()));
    }

    /** A ticket for the same, where it is served elsewhere. */
    public StreamAnswer pastElsewhere(Credentials credentials, int channel, Span span, Viewer viewer) {
        // The same for every part of it that a device asks for.
        long session = PastFiles.session(channel, span, viewer.client());
        return elsewhere(credentials, channel, viewer, line -> tickets.mint(line.id(), session, channel, span));
    }

    private StreamAnswer past(Gate.Verdict verdict, Span span, Viewer viewer, Ticketed as) {
        return switch (verdict) {
            case Gate.Verdict.Shut shut -> new StreamAnswer.Refused(shut.reason());
            case Gate.Verdict.Told told -> new StreamAnswer.Shows(told.reason());
            case Gate.Verdict.Open open
            when open.content() instanceof Channel channel ->
                pastFiles.open(
                        open.line(),
                        channel.id(),
                        pastShow(channel, span, as.since()),
                        viewer,
                        as.session(),
                        as.since());
            case Gate.Verdict.Open open -> new StreamAnswer.Refused(Refusal.UNKNOWN);
        };
    }

    /** A ticket for an endless stream that is held elsewhere. Takes no connection; who may not watch is told so there. */
    public StreamAnswer streamElsewhere(Credentials credentials, int channel, Viewer viewer) {
        return elsewhere(credentials, channel, viewer, line -> tickets.mint(line.id(), channel));
    }

    private StreamAnswer elsewhere(Credentials credentials, int channel, Viewer viewer, Function<Line, String> ticket) {
        return switch (gate.enter(credentials, channel, viewer)) {
            case Gate.Verdict.Shut shut -> new StreamAnswer.Refused(shut.reason());
            case Gate.Verdict.Told told
            when told.content() instanceof Channel -> new StreamAnswer.Elsewhere(ticket.apply(told.line()));
            case Gate.Verdict.Open open
            when open.content() instanceof Channel -> new StreamAnswer.Elsewhere(ticket.apply(open.line()));
            default -> new StreamAnswer.Refused(Refusal.FORBIDDEN);
        };
    }

    /** By what name a connection is taken, and since when it may be. */
    private record Ticketed(String session, Instant since) {}

    private StreamAnswer stream(Gate.Verdict verdict, Viewer viewer, Ticketed as) {
        return switch (verdict) {
            case Gate.Verdict.Shut shut -> new StreamAnswer.Refused(shut.reason());
            case Gate.Verdict.Told told -> new StreamAnswer.Shows(told.reason());
            case Gate.Verdict.Open open
            when open.content() instanceof Channel c -> stream(open.line(), c.id(), show(c), viewer, as);
            case Gate.Verdict.Open open -> new StreamAnswer.Refused(Refusal.FORBIDDEN);
        };
    }

    private StreamAnswer stream(Line line, int channel, LiveShow show, Viewer viewer, Ticketed as) {
        Request before = new Request(NOBODY, channel, viewer.client(), show.hold(channel), clock.instant());
        if (connections.wouldAdmit(line, before) instanceof Admission.Refused refused) {
            return new StreamAnswer.Shows(Connections.slateFor(refused.reason()));
        }
        Optional<LiveChannels.Shown> shown = show.playable(channel, asker(line, viewer));
        if (shown.isEmpty()) {
            return new StreamAnswer.Shows(SlateReason.OFF_AIR);
        }
        LiveWindow window = shown.get().window();
        Request request =
                new Request(as.session(), channel, viewer.client(), Hold.live(window.targetDuration()), as.since());
        return switch (connections.admit(line, request, viewer)) {
            case Admission.Admitted admitted ->
                new StreamAnswer.Plays(
                        channel,
                        window.renditions().getFirst().name(),
                        new LineSeat(
                                gate, sessions, line.id(), viewer, request, watched -> show.watched(watched, line)));
            case Admission.Refused refused -> new StreamAnswer.Shows(Connections.slateFor(refused.reason()));
        };
    }

    private Show show(Content content, Ticket ticket) {
        return show(content, ticket.span(), ticket.issued());
    }

    /** @param since when whoever asks came in */
    private Show show(Content content, @Nullable Span span, Instant since) {
        return switch (content) {
            case Channel channel when span != null -> pastShow(channel, span, since);
            case Channel channel -> show(channel);
            default -> films;
        };
    }

    private PastShow pastShow(Channel channel, Span span, Instant since) {
        return new PastShow(past, span, since, Duration.ofDays(channel.archiveDays()), clock);
    }

    private LiveShow show(Channel channel) {
        return channel.run() == Channel.Run.ON_DEMAND ? demanded : live;
    }

    private Gate.Verdict goOn(Ticket ticket, Viewer viewer) {
        return gate.goOn(ticket.line(), ticket.issued(), ticket.content(), viewer);
    }

    private Answer ending(Ticket ticket, Content content, String rendition, SlateReason reason) {
        Optional<LiveWindow> last = show(content, ticket).last(ticket.content());
        return Rendition.isText(rendition)
                ? new Answer.Playlist(Playlists.of(rendition, Playlists.ending(last.orElseGet(slates::nothing))))
                : slates.ending(ticket.line(), reason, last);
    }

    private boolean plays(Ticket ticket, Gate.Verdict.Open open, Viewer viewer) {
        Hold hold = show(open.content(), ticket).hold(ticket.content());
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
