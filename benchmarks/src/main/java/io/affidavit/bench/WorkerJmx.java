/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What another Java process on this machine tells of itself. */
final class WorkerJmx implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;
    private final OperatingSystemMXBean system;
    private final MemoryMXBean memory;

    /** @param pid a process this one started: the address to connect to comes from it alone */
    @SuppressWarnings("BanJNDI")
    WorkerJmx(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
        beans = connector.getMBeanServerConnection();
        system = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, OperatingSystemMXBean.class);
        memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    double cpuSeconds() {
        return system.getProcessCpuTime() / 1e9;
    }

    void collectGarbage() {
        memory.gc();
    }

    double heapMegabytes() {
        return memory.getHeapMemoryUsage().getUsed() / 1048576.0;
    }

    /** Sum of a metric over the beans of a connector; its name may go on after {@code prefix}. */
    double metric(String connectorName, String prefix) throws IOException, JMException {
        double sum = 0;
        for (ObjectName name :
                beans.queryNames(new ObjectName("kafka.connect:connector=" + connectorName + ",*"), null)) {
            for (String attribute : Stream.of(beans.getMBeanInfo(name).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .filter(attribute -> attribute.equals(prefix) || attribute.equals(prefix + "-total"))
                    .toList()) {
                sum += ((Number) beans.getAttribute(name, attribute)).doubleValue();
            }
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
