package dev.headwater.core.account;

import dev.headwater.core.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Says which line a call is for. */
public final class Authenticator {
    /** How long a client is refused after its last failure. */
    public static final Duration BLOCKED_FOR = LoginThrottle.MEMORY;

    private final Lines lines;
    private final LinePasswords passwords;
    private final LoginThrottle throttle;
    private final Pause pause;
    private final StoredPassword nobodys;

    public Authenticator(Lines lines, LinePasswords passwords, InstantSource clock, Pause pause) {
        this.lines = lines;
        this.passwords = passwords;
        this.throttle = new LoginThrottle(clock);
        this.pause = pause;
        this.nobodys = passwords.store(passwords.generate());
    }

    /** What became of a login. */
    public sealed interface Login {}

    /** The password fits; whether the line may watch is another question. */
    public record Known(Line line) implements Login {}

    /** No such line, or not its password: the two take the same time and look the same. */
    public record Unknown() implements Login {}

    /** Too many failures from this client for this user name. */
    public record Throttled() implements Login {}

    /** Blocks for as long as a guesser has to wait: call it on a virtual thread. */
    public Login login(Credentials credentials, ClientIdentity client) {
        if (!credentials.isPlausible()) {
            return new Unknown();
        }
        if (throttle.isBlocked(client, credentials.user())) {
            return new Throttled();
        }
        Optional<Line> line = lines.findByName(credentials.user());
        boolean fits = passwords.matches(
                credentials.password(), line.map(Line::password).orElse(nobodys));
        if (line.isPresent() && fits) {
            throttle.succeeded(client, credentials.user());
            return new Known(line.get());
        }
        pause.of(throttle.failed(client, credentials.user()));
        return new Unknown();
    }
}
