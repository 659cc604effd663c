package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** Wrong user name or password, sent with status 200: apps take anything else for a broken server. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record RefusedLogin(Refused userInfo) {
    static final RefusedLogin INSTANCE = new RefusedLogin(new Refused(0, "Disabled", "Invalid user name or password"));

    /** The {@code user_info} of nobody. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Refused(int auth, String status, String message) {}
}
