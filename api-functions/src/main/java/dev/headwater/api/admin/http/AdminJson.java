package dev.headwater.api.admin.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.FlatJson;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.Required;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ByteBufferFactory;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyHandler;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of the admin API, written and read as the command line does: the same JSON, whatever way it came. A field that
 * there is not is refused, so that a slip of the pen changes nothing silently.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, Problem.TYPE})
final class AdminJson<T> implements MessageBodyHandler<T> {
    private static final String LOGGING_IN = "dev.headwater.api.admin.auth.";

    @Override
    public boolean isReadable(Argument<T> type, @Nullable MediaType mediaType) {
        return isOurs(type);
    }

    @Override
    public boolean isWriteable(Argument<T> type, @Nullable MediaType mediaType) {
        return isOurs(type);
    }

    private static boolean isOurs(Argument<?> type) {
        if (List.class.isAssignableFrom(type.getType())) {
            return type.getFirstTypeVariable().filter(AdminJson::isOurs).isPresent();
        }
        String name = type.getType().getName();
        return name.startsWith("dev.headwater.api.admin.")
                || name.startsWith("dev.headwater.api.imports.")
                || name.startsWith("dev.headwater.core.subscriber.");
    }

    @Override
    public @Nullable T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream in)
            throws CodecException {
        try {
            JsonNode json = Operations.JSON.readTree(in);
            FlatJson.requireKnown(json, type.getType());
            @Nullable T value = Operations.JSON.readerFor(javaType(type)).readValue(json);
            if (value != null && type.getType().getName().startsWith(LOGGING_IN)) {
                // Others become arguments of operations, with what the path says: these are looked at then.
                Required.check(value);
            }
            return value;
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof OperationException refused) {
                throw refused;
            }
            // Not its message: that quotes what was sent, which may be a password.
            String field = path(e);
            throw field.isEmpty()
                    ? new OperationException("the body is no object of such fields")
                    : OperationException.invalid(field, "this field is unknown, missing, or not of its type");
        } catch (JacksonException e) {
            throw new OperationException("the body is no JSON");
        } catch (IOException e) {
            throw new CodecException("the body could not be read", e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(Reference::getFieldName)
                // Where it stands in a list is not named: nobody counts that far.
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    private JavaType javaType(Argument<T> type) {
        Type whole = type.asType();
        return Operations.JSON.constructType(whole);
    }

    @Override
    public void writeTo(Argument<T> type, MediaType mediaType, T object, MutableHeaders headers, OutputStream out)
            throws CodecException {
        headers.setIfMissing(HttpHeaders.CONTENT_TYPE, mediaType);
        try {
            out.write(Operations.JSON.writeValueAsBytes(object));
        } catch (IOException e) {
            throw new CodecException("the answer could not be written", e);
        }
    }

    @Override
    public ByteBuffer<?> writeTo(
            Argument<T> type, MediaType mediaType, T object, MutableHeaders headers, ByteBufferFactory<?, ?> buffers)
            throws CodecException {
        headers.setIfMissing(HttpHeaders.CONTENT_TYPE, mediaType);
        try {
            return buffers.wrap(Operations.JSON.writeValueAsBytes(object));
        } catch (IOException e) {
            throw new CodecException("the answer could not be written", e);
        }
    }
}
