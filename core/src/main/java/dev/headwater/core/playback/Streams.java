package dev.headwater.core.playback;

import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.archive.Span;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.media.Container;
import dev.headwater.core.playback.session.Admission;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.LineSessions.Request;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.ticket.Ticket;
import dev.headwater.core.playback.ticket.Tickets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A channel as one stream instead of playlists: live without an end, or a piece of its past. */
final class Streams {
    /** Who has no session yet asks by this name: no ticket has it. */
    static final String NOBODY = "";

    private final Gate gate;
    private final Tickets tickets;
    private final Sessions sessions;
    private final Connections connections;
    private final PastFiles pastFiles;
    private final Shows shows;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random nobody can guess what comes next */
    Streams(
            Gate gate,
            Tickets tickets,
            Sessions sessions,
            Connections connections,
            Shows shows,
            RandomGenerator random,
            InstantSource clock) {
        this.gate = gate;
        this.tickets = tickets;
        this.sessions = sessions;
        this.connections = connections;
        this.pastFiles = new PastFiles(gate, sessions, connections);
        this.shows = shows;
        this.random = random;
        this.clock = clock;
    }

    /** By what name a connection is taken, and since when it may be. */
    private record Ticketed(String session, Instant since) {}

    StreamAnswer live(Credentials credentials, int channel, Viewer viewer) {
        String session = viewer.takesConnection() ? HexFormat.of().toHexDigits(random.nextLong()) : NOBODY;
        return live(gate.enter(credentials, channel, viewer), viewer, new Ticketed(session, clock.instant()));
    }

    StreamAnswer past(Credentials credentials, int channel, Span span, Viewer viewer) {
        String session = HexFormat.of().toHexDigits(PastFiles.session(channel, span, viewer.client()));
        return past(gate.enter(credentials, channel, viewer), span, viewer, new Ticketed(session, clock.instant()));
    }

    /** What a ticket is for. */
    StreamAnswer of(Ticket ticket, Viewer viewer) {
        Ticketed as = new Ticketed(ticket.sessionId(), ticket.issued());
        Gate.Verdict verdict = gate.goOn(ticket.line(), ticket.issued(), ticket.content(), viewer);
        Span span = ticket.span();
        return span == null ? live(verdict, viewer, as) : past(verdict, span, viewer, as);
    }

    StreamAnswer liveElsewhere(Credentials credentials, int channel, Viewer viewer) {
        return elsewhere(credentials, channel, viewer, line -> tickets.mint(line.id(), channel));
    }

    StreamAnswer pastElsewhere(Credentials credentials, int channel, Span span, Viewer viewer) {
        // The same for every part of it that a device asks for.
        long session = PastFiles.session(channel, span, viewer.client());
        return elsewhere(credentials, channel, viewer, line -> tickets.mint(line.id(), session, channel, span));
    }

    private StreamAnswer elsewhere(Credentials credentials, int channel, Viewer viewer, Function<Line, String> ticket) {
        return switch (gate.enter(credentials, channel, viewer)) {
            case Gate.Verdict.Shut shut -> new StreamAnswer.Refused(shut.reason());
            case Gate.Verdict.Open open
            when isPlaylistsOnly(open.content()) -> new StreamAnswer.Refused(Refusal.PLAYLISTS_ONLY);
            case Gate.Verdict.Told told
            when told.content() instanceof Channel -> new StreamAnswer.Elsewhere(ticket.apply(told.line()));
            case Gate.Verdict.Open open
            when open.content() instanceof Channel -> new StreamAnswer.Elsewhere(ticket.apply(open.line()));
            default -> new StreamAnswer.Refused(Refusal.FORBIDDEN);
        };
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
                        shows.past(channel, span, as.since()),
                        viewer,
                        as.session(),
                        as.since());
            case Gate.Verdict.Open open -> new StreamAnswer.Refused(Refusal.UNKNOWN);
        };
    }

    private StreamAnswer live(Gate.Verdict verdict, Viewer viewer, Ticketed as) {
        return switch (verdict) {
            case Gate.Verdict.Shut shut -> new StreamAnswer.Refused(shut.reason());
            case Gate.Verdict.Told told -> new StreamAnswer.Shows(told.reason());
            case Gate.Verdict.Open open
            when isPlaylistsOnly(open.content()) -> new StreamAnswer.Refused(Refusal.PLAYLISTS_ONLY);
            case Gate.Verdict.Open open
            when open.content() instanceof Channel channel ->
                live(open.line(), channel.id(), shows.live(channel), viewer, as);
            case Gate.Verdict.Open open -> new StreamAnswer.Refused(Refusal.FORBIDDEN);
        };
    }

    private static boolean isPlaylistsOnly(Content content) {
        return content instanceof Channel channel && channel.ingestOptions().segments() == Container.FMP4;
    }

    private StreamAnswer live(Line line, int channel, LiveShow show, Viewer viewer, Ticketed as) {
        Request before = new Request(NOBODY, channel, viewer.client(), show.hold(channel), clock.instant());
        if (connections.wouldAdmit(line, before) instanceof Admission.Refused refused) {
            return new StreamAnswer.Shows(Connections.slateFor(refused.reason()));
        }
        Optional<LiveChannels.Shown> shown = show.playable(channel, Asker.of(line, viewer));
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
}
