package dev.headwater.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.admin.Caller;
import org.junit.jupiter.api.Test;

class ServerFilesTest {
    @Test
    void aNameWithoutAnAddressOwnsNoFiles() {
        Caller namesake = new Caller("local", Caller.LOCAL.permissions(), null);
        assertThat(ServerFiles.isOwner(new Call(namesake, null, "r1", null))).isFalse();
        assertThat(ServerFiles.isOwner(Call.LOCAL)).isTrue();
        assertThat(ServerFiles.isOwner(Call.LOCAL.expecting("1"))).isTrue();
    }
}
