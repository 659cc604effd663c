package dev.headwater.functions.http;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.convert.value.MutableConvertibleValues;
import io.micronaut.core.convert.value.MutableConvertibleValuesMap;
import io.micronaut.http.CaseInsensitiveMutableHttpHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.ServerCookieEncoder;
import io.micronaut.servlet.http.ServletHttpResponse;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the controllers answer, held whole. */
final class EventResponse implements ServletHttpResponse<HttpAnswer, Object> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final MutableHttpHeaders headers;
    private final MutableConvertibleValues<Object> attributes = new MutableConvertibleValuesMap<>();
    private int status = HttpStatus.OK.getCode();
    private String reason = HttpStatus.OK.getReason();
    private @Nullable Object body;

    EventResponse(ConversionService conversions) {
        headers = new CaseInsensitiveMutableHttpHeaders(conversions);
    }

    @Override
    public HttpAnswer getNativeResponse() {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        headers.forEach((name, values) -> byName.put(name, List.copyOf(values)));
        return new HttpAnswer(status, byName, bytes.toByteArray());
    }

    @Override
    public OutputStream getOutputStream() {
        return bytes;
    }

    @Override
    public BufferedWriter getWriter() {
        return new BufferedWriter(new OutputStreamWriter(bytes, getCharacterEncoding()));
    }

    @Override
    public MutableHttpResponse<Object> cookie(Cookie cookie) {
        ServerCookieEncoder.INSTANCE.encode(cookie).forEach(text -> headers.add(HttpHeaders.SET_COOKIE, text));
        return this;
    }

    @Override
    public MutableHttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public MutableConvertibleValues<Object> getAttributes() {
        return attributes;
    }

    @Override
    public Optional<Object> getBody() {
        return Optional.ofNullable(body);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> MutableHttpResponse<T> body(@Nullable T value) {
        body = value;
        return (MutableHttpResponse<T>) this;
    }

    @Override
    public MutableHttpResponse<Object> status(int code, @Nullable CharSequence message) {
        status = code;
        reason = message == null ? HttpStatus.getDefaultReason(code) : message.toString();
        return this;
    }

    @Override
    public int code() {
        return status;
    }

    @Override
    public String reason() {
        return reason;
    }
}
