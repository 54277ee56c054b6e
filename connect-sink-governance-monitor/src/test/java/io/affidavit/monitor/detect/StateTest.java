/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StateTest {

    @Test
    void writesEachValueInOneForm() {
        StateWriter writer = new StateWriter()
                .begin(StateKind.ADWIN, 1)
                .writeBoolean(true)
                .writeInt(-2)
                .writeLong(0x0102030405060708L)
                .writeDouble(1.5)
                .writeDouble(Double.longBitsToDouble(0x7ff8000000000001L))
                .writeText("é")
                .writeLongs(new long[] {9});

        assertThat(HexFormat.of().formatHex(writer.bytes()))
                .isEqualTo("01" + "01" // kind and version
                        + "01" // true
                        + "fffffffe"
                        + "0102030405060708"
                        + "3ff8000000000000"
                        + "7ff8000000000000" // every NaN is one
                        + "00000002c3a9"
                        + "000000010000000000000009");
        assertThat(writer.size()).isEqualTo(writer.bytes().length);
    }

    @Test
    void readsWhatWasWritten() {
        StateReader reader = new StateReader(new StateWriter()
                .begin(StateKind.EWMA_CHART, 3)
                .writeBoolean(false)
                .writeInt(7)
                .writeLong(Long.MIN_VALUE)
                .writeDouble(-0.0)
                .writeText("text")
                .writeLongs(new long[] {1, 2})
                .bytes());

        reader.begin(StateKind.EWMA_CHART, 3);
        assertThat(reader.readBoolean()).isFalse();
        assertThat(reader.readInt(7, 7)).isEqualTo(7);
        assertThat(reader.readLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(reader.readFinite()).isEqualTo(-0.0);
        assertThat(reader.readText(4)).isEqualTo("text");
        assertThat(reader.readCounts(2)).containsExactly(1, 2);
        reader.finish();
    }

    @Test
    void allocatesNothingForALengthThatIsNotThere() {
        byte[] bytes = new StateWriter().writeInt(Integer.MAX_VALUE).bytes();

        assertThatThrownBy(() -> new StateReader(bytes).readBytes(Integer.MAX_VALUE))
                .isInstanceOf(StateException.class)
                .hasMessage("Cannot restore detector: what stands before byte 4 is no length."
                        + " Start it from a fresh baseline.");
        assertThatThrownBy(() -> new StateReader(bytes).readLongs(3)).isInstanceOf(StateException.class);
    }

    @Test
    void refusesWhatNoWriterWrites() {
        byte[] two = {2};
        byte[] half = new StateWriter().writeBytes(new byte[] {(byte) 0xc3}).bytes();
        byte[] negative = new StateWriter().writeLong(-1).bytes();
        byte[] infinite =
                new StateWriter().writeDouble(Double.POSITIVE_INFINITY).bytes();

        assertThatThrownBy(() -> new StateReader(two).readBoolean()).hasMessageContaining("no boolean");
        assertThatThrownBy(() -> new StateReader(half).readText(9)).hasMessageContaining("no text");
        assertThatThrownBy(() -> new StateReader(negative).readCount()).hasMessageContaining("negative");
        assertThatThrownBy(() -> new StateReader(infinite).readFinite()).hasMessageContaining("not finite");
        assertThatThrownBy(() -> new StateReader(two).finish()).hasMessageContaining("1 bytes follow");
    }
}
