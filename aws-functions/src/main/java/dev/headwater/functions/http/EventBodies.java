package dev.headwater.functions.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.bind.binders.DefaultBodyAnnotationBinder;
import io.micronaut.http.body.MessageBodyHandlerRegistry;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.servlet.http.ServletHttpRequest;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;

/** Reads the bodies of events as the Netty runtime reads its own: a text as it is, anything else by its media type. */
@Singleton
@Requires(property = HttpApplication.ON)
@Replaces(DefaultBodyAnnotationBinder.class)
final class EventBodies<T> extends DefaultBodyAnnotationBinder<T> {
    private final MessageBodyHandlerRegistry handlers;

    EventBodies(ConversionService conversions, MessageBodyHandlerRegistry handlers) {
        super(conversions);
        this.handlers = handlers;
    }

    @Override
    public BindingResult<T> bindFullBody(ArgumentConversionContext<T> context, HttpRequest<?> source) {
        if (!(source instanceof ServletHttpRequest<?, ?> request
                && request.getNativeRequest() instanceof HttpEvent event)) {
            return super.bindFullBody(context, source);
        }
        if (event.body().length == 0) {
            return bindDefaultValue(context);
        }
        Argument<T> type = context.getArgument();
        if (type.getType() == String.class) {
            String text = new String(event.body(), source.getCharacterEncoding());
            return () -> Optional.of(type.getType().cast(text));
        }
        MediaType media = source.getContentType().orElse(MediaType.APPLICATION_JSON_TYPE);
        MessageBodyReader<T> reader = handlers.getReader(type, List.of(media));
        T read = reader.read(type, media, source.getHeaders(), new ByteArrayInputStream(event.body()));
        return () -> Optional.ofNullable(read);
    }
}
