package dev.headwater.api.guide;

import dev.headwater.api.http.LineCalls;
import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.http.StreamedBody;
import dev.headwater.api.listing.Audience;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.http.EntityTags;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code xmltv.php} and {@code /epg/U/P[/gz]}: the guide of what a line sees, as XMLTV. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class GuideController {
    private static final MediaType XML = MediaType.of("application/xml; charset=utf-8");
    private static final Pattern DAYS = Pattern.compile("\\d{1,4}");
    private static final Pattern COMMA = Pattern.compile(",");
    /** With any weight but 0 (RFC 9110 §12.4.2). */
    private static final Pattern GZIP =
            Pattern.compile("(x-)?gzip\\s*(;\\s*q=(?!0(\\.0*)?$)[\\d.]+)?", Pattern.CASE_INSENSITIVE);
    /** A document may be replaced while it is looked for; then the new one is there. */
    private static final int MAX_ATTEMPTS = 3;

    private final LineCalls calls;
    private final Audiences audiences;
    private final GuideFiles files;
    private final InstantSource clock;

    GuideController(LineCalls calls, Audiences audiences, GuideFiles files, InstantSource clock) {
        this.calls = calls;
        this.audiences = audiences;
        this.files = files;
        this.clock = clock;
    }

    @Get(value = "/xmltv.php", produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return post(request, null);
    }

    @Post(value = "/xmltv.php", consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        return answer(request, Parameters.of(request, body));
    }

    @Get(value = "/epg/{user}/{password}", produces = MediaType.ALL)
    HttpResponse<?> plain(HttpRequest<?> request) {
        return answer(request, Parameters.of(request, null).withPath(request, "username", "password"));
    }

    /** What stands behind the password is asked for as a parameter. */
    @Get(value = "/epg/{user}/{password}/gz", produces = MediaType.ALL)
    HttpResponse<?> gz(HttpRequest<?> request) {
        return answer(request, Parameters.of(request, null).withPath(request, "username", "password", "gzip"));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Parameters parameters) {
        return calls.answer(
                request,
                parameters,
                () -> refused(HttpStatus.UNAUTHORIZED, "wrong user name or password"),
                call -> call.line().statusAt(clock.instant()) == LineStatus.ACTIVE
                        ? guide(call)
                        : refused(HttpStatus.FORBIDDEN, "this line is not active"));
    }

    private HttpResponse<?> guide(LineCall call) {
        Parameters parameters = call.parameters();
        boolean asFile =
                parameters.get("gzip").equals("1") || parameters.get("gzip").equals("gz");
        boolean gzip = asFile || takesGzip(call.request());
        Audience audience = audiences.of(call.line(), Scope.LIVE, call.caller().country());
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            GuideFiles.Ready ready =
                    files.find(audience, days(parameters.get("prev_days")), days(parameters.get("next_days")), gzip);
            if (EntityTags.anyMatches(call.request().getHeaders().getAll(HttpHeaders.IF_NONE_MATCH), ready.etag())) {
                return described(HttpResponse.notModified(), ready, asFile);
            }
            if (call.request().getMethod() == HttpMethod.HEAD) {
                return described(HttpResponse.ok(), ready, asFile)
                        .header(HttpHeaders.CONTENT_LENGTH, Long.toString(ready.length()))
                        .contentType(type(asFile));
            }
            Optional<InputStream> opened = files.open(audience, ready);
            if (opened.isPresent()) {
                return described(HttpResponse.ok(), ready, asFile)
                        .body(new StreamedBody(opened.get(), type(asFile), ready.length()));
            }
        }
        throw new IllegalStateException("a guide is named but not there");
    }

    private static MediaType type(boolean asFile) {
        return asFile ? MediaType.APPLICATION_OCTET_STREAM_TYPE : XML;
    }

    private static MutableHttpResponse<?> described(
            MutableHttpResponse<?> response, GuideFiles.Ready ready, boolean asFile) {
        if (asFile) {
            response.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"xmltv.xml.gz\"");
        } else if (ready.gzip()) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.ETAG, ready.etag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    private static @Nullable Integer days(String text) {
        return DAYS.matcher(text).matches() ? Integer.valueOf(text) : null;
    }

    private static boolean takesGzip(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(COMMA::splitAsStream)
                .anyMatch(encoding -> GZIP.matcher(encoding.strip()).matches());
    }

    private static HttpResponse<?> refused(HttpStatus status, String why) {
        return HttpResponse.status(status)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(why + "\n")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
