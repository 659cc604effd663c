package dev.headwater.api.xtream;

import dev.headwater.api.http.Bodies;
import dev.headwater.api.listing.Listings.Prepared;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.regex.Pattern;

/** Prepared lists as HTTP: gzip where the app takes it, 304 where it has it already. */
final class ListResponses {
    private static final Pattern COMMA = Pattern.compile(",");
    /** With any weight but 0 (RFC 9110 §12.4.2). */
    private static final Pattern GZIP =
            Pattern.compile("(x-)?gzip\\s*(;\\s*q=(?!0(\\.0*)?$)[\\d.]+)?", Pattern.CASE_INSENSITIVE);

    private ListResponses() {}

    static boolean takesGzip(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(COMMA::splitAsStream)
                .anyMatch(encoding -> GZIP.matcher(encoding.strip()).matches());
    }

    static HttpResponse<?> json(HttpRequest<?> request, Prepared list) {
        String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        MutableHttpResponse<?> response = known != null && known.contains(list.etag())
                ? HttpResponse.notModified()
                : Bodies.ok(list.bytes(), MediaType.APPLICATION_JSON_TYPE);
        if (list.gzip()) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.ETAG, list.etag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
}
