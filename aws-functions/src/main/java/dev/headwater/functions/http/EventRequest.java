package dev.headwater.functions.http;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.convert.value.MutableConvertibleValues;
import io.micronaut.core.convert.value.MutableConvertibleValuesMap;
import io.micronaut.http.CaseInsensitiveMutableHttpHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.cookie.Cookies;
import io.micronaut.http.simple.SimpleHttpParameters;
import io.micronaut.http.simple.cookies.SimpleCookies;
import io.micronaut.servlet.http.ServletExchange;
import io.micronaut.servlet.http.ServletHttpRequest;
import io.micronaut.servlet.http.ServletHttpResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event as the controllers see it, and the place of its answer. */
final class EventRequest
        implements ServletHttpRequest<HttpEvent, Object>,
                ServerHttpRequest<Object>,
                ServletExchange<HttpEvent, HttpAnswer> {
    private final HttpEvent event;
    private final URI uri;
    private final HttpMethod method;
    private final HttpHeaders headers;
    private final HttpParameters parameters;
    private final Cookies cookies;
    private final MutableConvertibleValues<Object> attributes = new MutableConvertibleValuesMap<>();
    private final EventResponse response;

    /** @param uri the event's target, without a base path */
    EventRequest(HttpEvent event, URI uri, ConversionService conversions) {
        this.event = event;
        this.uri = uri;
        this.method = HttpMethod.parse(event.method());
        Map<String, List<String>> values = new LinkedHashMap<>();
        event.headers().forEach((name, value) -> values.put(name, List.of(value)));
        this.headers = new CaseInsensitiveMutableHttpHeaders(false, values, conversions);
        this.parameters = new SimpleHttpParameters(QueryStrings.decode(uri.getRawQuery()), conversions);
        this.cookies = new SimpleCookies(conversions);
        this.response = new EventResponse(conversions);
    }

    byte[] bytes() {
        return event.body();
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public ServletHttpRequest<HttpEvent, ? super Object> getRequest() {
        return (ServletHttpRequest) this;
    }

    @Override
    public ServletHttpResponse<HttpAnswer, ?> getResponse() {
        return response;
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(event.body());
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), getCharacterEncoding()));
    }

    @Override
    public HttpEvent getNativeRequest() {
        return event;
    }

    @Override
    public ByteBody byteBody() {
        return byteBodyFactory().adapt(event.body());
    }

    @Override
    public Cookies getCookies() {
        return cookies;
    }

    @Override
    public HttpParameters getParameters() {
        return parameters;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public String getMethodName() {
        return event.method();
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public MutableConvertibleValues<Object> getAttributes() {
        return attributes;
    }

    @Override
    public Optional<Object> getBody() {
        return event.body().length == 0 ? Optional.empty() : Optional.of(event.body());
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return event.peer();
    }
}
