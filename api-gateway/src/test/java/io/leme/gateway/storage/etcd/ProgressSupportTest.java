package io.leme.gateway.storage.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressSupportTest {
    @Test
    void onlyVersionsWithOrderedProgressAreTrusted() {
        for (String sound : List.of("3.4.25", "3.5.8", "3.5.21", "3.6.0", "4.0.0-rc.1")) {
            assertThat(ProgressSupport.isSoundVersion(sound)).as(sound).isTrue();
        }
        for (String unsound : List.of("3.3.27", "3.4.23", "3.5.7", "3.5", "", "next")) {
            assertThat(ProgressSupport.isSoundVersion(unsound)).as(unsound).isFalse();
        }
    }
}
