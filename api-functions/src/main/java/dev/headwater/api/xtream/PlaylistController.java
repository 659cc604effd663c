package dev.headwater.api.xtream;

import dev.headwater.api.http.Codings;
import dev.headwater.api.http.LineCalls;
import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.listing.LineLists;
import dev.headwater.api.listing.PlaylistRequest;
import dev.headwater.api.listing.PlaylistRequest.Part;
import dev.headwater.api.listing.PlaylistRequest.Style;
import dev.headwater.api.play.StreamFormats;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.playback.StreamFormat;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code get.php}, and {@code /playlist/{user}/{password}[/{type}]}, which is the same: the playlist of a line. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlaylistController {
    private static final String IN_QUERY = "/get.php";
    private static final String IN_PATH = "/playlist/{user}/{password}{/type}";
    private static final MediaType M3U = MediaType.of("audio/x-mpegurl;charset=utf-8");
    private static final MediaType TEXT = MediaType.of("text/plain;charset=utf-8");

    private final LineCalls calls;
    private final LineLists lists;
    private final StreamFormats formats;
    private final InstantSource clock;

    PlaylistController(LineCalls calls, LineLists lists, StreamFormats formats, InstantSource clock) {
        this.calls = calls;
        this.lists = lists;
        this.formats = formats;
        this.clock = clock;
    }

    @Get(value = IN_QUERY, produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return post(request, null);
    }

    @Post(value = IN_QUERY, consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        return answer(request, Parameters.of(request, body));
    }

    @Get(value = IN_PATH, produces = MediaType.ALL)
    HttpResponse<?> getByPath(HttpRequest<?> request) {
        return postByPath(request, null);
    }

    @Post(value = IN_PATH, consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> postByPath(HttpRequest<?> request, @Body @Nullable String body) {
        return answer(request, Parameters.of(request, body).withPath(request, "username", "password", "type"));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Parameters parameters) {
        // Never 200: players take any text for an empty playlist.
        return calls.answer(request, parameters, Forbidden::wrongLogin, this::playlist);
    }

    private HttpResponse<?> playlist(LineCall call) {
        Line line = call.line();
        Parameters parameters = call.parameters();
        if (line.statusAt(clock.instant()) != LineStatus.ACTIVE) {
            return Forbidden.notActive();
        }
        Style style = style(parameters.get("type"));
        PlaylistRequest request = new PlaylistRequest(
                ListActions.visitor(call),
                call.caller().base(),
                parameters.credentials().password(),
                style,
                format(parameters.get("output")),
                parts(parameters.get("key")));
        boolean gzip = Codings.takesGzip(call.request());
        return ListResponses.own(call.request(), lists.playlist(request, gzip), isM3u(style) ? M3U : TEXT)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file(line.name(), style) + "\"");
    }

    private static Style style(String type) {
        return switch (type) {
            case "m3u" -> Style.M3U;
            case "enigma16", "dreambox" -> Style.ENIGMA;
            case "simple" -> Style.SIMPLE;
            default -> Style.M3U_PLUS;
        };
    }

    private static boolean isM3u(Style style) {
        return style == Style.M3U || style == Style.M3U_PLUS;
    }

    private static String file(String line, Style style) {
        return switch (style) {
            case M3U -> "tv_channels_" + line + ".m3u";
            case M3U_PLUS -> "tv_channels_" + line + "_plus.m3u";
            case ENIGMA -> "userbouquet." + line + "__tv_.tv";
            case SIMPLE -> "simple_" + line + ".txt";
        };
    }

    /** What is not known is MPEG-TS, as on every panel; where that plays. */
    private StreamFormat format(String output) {
        boolean hls = output.equals("m3u8") || output.equals("hls");
        return hls || !formats.offered().contains(StreamFormat.MPEG_TS) ? StreamFormat.HLS : StreamFormat.MPEG_TS;
    }

    private static Set<Part> parts(String key) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : key.split(",", -1)) {
            switch (name.strip()) {
                case "live", "created_live" -> parts.add(Part.LIVE);
                case "radio", "radio_streams" -> parts.add(Part.RADIO);
                case "movie" -> parts.add(Part.MOVIE);
                case "series" -> parts.add(Part.SERIES);
                default -> {}
            }
        }
        return parts.isEmpty() ? EnumSet.allOf(Part.class) : parts;
    }
}
