package dev.headwater.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A plain client that follows nothing by itself. */
final class Http {
    /** For whole answers; an endless one is none for this client. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private Http() {}

    static HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build());
    }

    static HttpResponse<String> get(String uri) {
        return get(URI.create(uri));
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The URIs a playlist names, as a player would resolve them. */
    static List<URI> uris(HttpResponse<String> playlist) {
        if (playlist.statusCode() != 200) {
            throw new AssertionError("playlist " + playlist.uri().getPath() + ": " + playlist.statusCode());
        }
        return playlist.body()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(playlist.uri()::resolve)
                .toList();
    }

    /** From an entry to where the last segment of its first rendition is at this moment. */
    static URI signedSegment(String entry) {
        URI media = uris(get(entry)).getFirst();
        URI segment = uris(get(media)).getLast();
        HttpResponse<String> redirect = get(segment);
        if (redirect.statusCode() != 302) {
            throw new AssertionError("segment " + redirect.statusCode());
        }
        return URI.create(redirect.headers().firstValue("Location").orElseThrow());
    }
}
