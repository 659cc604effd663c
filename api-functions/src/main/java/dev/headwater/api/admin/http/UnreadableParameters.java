package dev.headwater.api.admin.http;

import dev.headwater.api.admin.AdminProperties;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ConversionErrorHandler;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Names the parameter of the admin API, or the part of its path, that is not of its type. */
@Singleton
@Replaces(ConversionErrorHandler.class)
final class UnreadableParameters extends ConversionErrorHandler {
    UnreadableParameters(ErrorResponseProcessor<?> answers) {
        super(answers);
    }

    @Override
    @SuppressWarnings("rawtypes") // The framework has it so.
    public HttpResponse<?> handle(HttpRequest request, ConversionErrorException e) {
        return request.getPath().startsWith(AdminProperties.BASE)
                ? Problems.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "this is not of its type",
                        e.getArgument().getName())
                : super.handle(request, e);
    }
}
