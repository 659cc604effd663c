package dev.headwater.functions.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.servlet.http.ServletExchange;
import io.micronaut.servlet.http.ServletHttpHandler;
import java.net.URI;
import java.util.Map;

/**
 * Runs the routes on events. Not the framework's own handler of them: that one makes a URL anew of what was decoded, and
 * credentials in a path are not the same afterwards.
 */
final class EventHandler extends ServletHttpHandler<EventHandler.Parsed, HttpAnswer> {
    private final ConversionService conversions;

    /** An event and where it leads. */
    record Parsed(HttpEvent event, URI uri) {}

    EventHandler(ApplicationContext context) {
        super(context, context.getBean(ConversionService.class));
        this.conversions = context.getBean(ConversionService.class);
    }

    HttpAnswer answer(HttpEvent event, URI uri) {
        ServletExchange<?, HttpAnswer> exchange = exchange(new Parsed(event, uri), HttpAnswer.empty(200, Map.of()));
        return exchange.getResponse().getNativeResponse();
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    protected ServletExchange<Parsed, HttpAnswer> createExchange(Parsed parsed, HttpAnswer unused) {
        return (ServletExchange) new EventRequest(parsed.event(), parsed.uri(), conversions);
    }
}
