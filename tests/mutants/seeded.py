"""The faults that are put into the program on purpose. Each stands for a way to lose, double, forge or reveal something."""

from __future__ import annotations

from mutants.trying import Mutant

MUTANTS: tuple[Mutant, ...] = (
    # What was lost or taken for known.
    Mutant(
        "an entry is known by its number alone",
        "operations/exchange/importing.py",
        "return [entry for entry in content.entries if entry.hash not in known] if known else content.entries",
        "return content.entries[len(known):]",
        ("faults/test_damaged_stores.py::test_of_a_copied_store_both_are_taken_in_and_nothing_is_lost",),
    ),
    Mutant(
        "the last writer wins and other heads are forgotten",
        "log/heads.py",
        "return tuple(sorted((node for key, node in known.items() if key not in named), key=_strength, reverse=True))",
        "return tuple(sorted((node for key, node in known.items() if key not in named), key=_strength, reverse=True))[:1]",
        ("log/test_heads.py",),
        quick=True,
    ),
    Mutant(
        "a removal beats a correction",
        "log/heads.py",
        "return (not node.removed, node.lamport, node.revision)",
        "return (node.removed, node.lamport, node.revision)",
        ("log/test_heads.py",),
    ),
    Mutant(
        "a lost last part is not heard of",
        "store/streams.py",
        ".where(stream.c.id == number, stream.c.head <= head)",
        ".where(stream.c.id == number, stream.c.head > head)",
        ("operations/test_travelling.py::test_a_lost_last_part_shows_as_a_gap",),
    ),
    Mutant(
        "what was set aside still counts",
        "store/journal.py",
        'counted = joined.where(entry.c.withheld.is_(False), body.c.held.is_(False), body.c.type == "rev")',
        'counted = joined.where(body.c.held.is_(False), body.c.type == "rev")',
        ("operations/test_travelling.py::test_an_undone_import_counts_nowhere_and_the_receipt_falls_back",),
    ),
    Mutant(
        "what was set aside counts again after a rebuild",
        "store/journal.py",
        'counted = joined.where(entry.c.withheld.is_(False), body.c.held.is_(False), body.c.record != "")',
        'counted = joined.where(body.c.held.is_(False), body.c.record != "")',
        ("operations/test_travelling.py::test_an_undone_import_counts_nowhere_and_the_receipt_falls_back",),
    ),
    # Receipts.
    Mutant(
        "a receipt reaches over a gap",
        "store/streams.py",
        "elif link.n > tip + 1:\n            break",
        "elif link.n > tip + 1:\n            tip, tip_hash = link.n, link.hash",
        ("operations/test_travelling.py::test_bundles_in_the_wrong_order_show_a_gap_that_closes",),
        quick=True,
    ),
    Mutant(
        "a receipt never says less than before",
        "store/receipts.py",
        'on_conflict_do_update(index_elements=["stream"], set_=row))',
        'on_conflict_do_update(index_elements=["stream"], set_=row, where=receipt.c.tip <= tip))',
        (
            "operations/test_travelling.py::test_an_undone_import_counts_nowhere_and_the_receipt_falls_back",
            "journeys/test_histories.py::test_a_newer_receipt_holds_although_the_first_part_of_headquarters_stream_was_lost",
        ),
    ),
    Mutant(
        "the oldest receipt holds",
        "log/chains.py",
        "return max((receipt for receipt in receipts if receipt[0] == current), default=None)",
        "return min((receipt for receipt in receipts if receipt[0] == current), default=None)",
        ("log/test_chains.py",),
    ),
    Mutant(
        "islands are believed without their hash",
        "operations/exchange/importing.py",
        "for a, b, end in said.island_hashes if own_hash(b) == end]",
        "for a, b, end in said.island_hashes]",
        ("operations/test_travelling.py",),
    ),
    Mutant(
        "an order to erase does not hold for what arrives later",
        "operations/exchange/importing.py",
        "entries = ledger.redacted(unknown(connection, sitting, content))",
        "entries = unknown(connection, sitting, content)",
        ("operations/test_erasing.py",),
    ),
    Mutant(
        "what was erased stays in the log",
        "store/erasures.py",
        "left = write_line(Gone(digest=sha256(row.line).hexdigest(), order=known.records[row.record]))",
        "left = row.line",
        ("operations/test_erasing.py",),
        quick=True,
    ),
    Mutant(
        "an entry of another branch is taken for received",
        "log/chains.py",
        "        if own(n) != entry:\n            return False\n",
        "",
        ("log/test_chains.py",),
    ),
    Mutant(
        "a rolled back store is not noticed",
        "log/chains.py",
        "return tuple((n, end) for n, end in self.tips if own(n) != end)",
        "return tuple((n, end) for n, end in self.tips if own(n) not in (end, None))",
        ("log/test_chains.py",),
    ),
    # Forgers.
    Mutant(
        "a signature is not checked",
        "bundles/opening.py",
        "if not self.seal.is_by(public, self.outside):",
        "if False and not self.seal.is_by(public, self.outside):",
        ("bundles/test_opening.py", "bundles/test_tampering.py"),
        quick=True,
    ),
    Mutant(
        "the outside of a part is not signed",
        "bundles/seal.py",
        "return _SIGNED + outside + key + sha256(manifest).digest()",
        "return _SIGNED + key + sha256(manifest).digest()",
        ("bundles/test_opening.py", "bundles/test_vectors.py"),
    ),
    Mutant(
        "a revoked laptop is believed",
        "bundles/opening.py",
        "if signer is not None and signer.revoked and not even_revoked:",
        "if signer is not None and signer.revoked and even_revoked:",
        ("bundles/test_opening.py::test_a_revoked_laptop_waits_for_a_person",),
        quick=True,
    ),
    Mutant(
        "an older list of laptops is accepted",
        "trust/roster.py",
        "if held is not None and roster.version < held.version:",
        "if held is not None and roster.version < 0:",
        ("trust/test_roster.py",),
        quick=True,
    ),
    Mutant(
        "a list of laptops needs no signature",
        "trust/roster.py",
        "if not signature or not is_signed_by(headquarters, decoded(signature), _SIGNED + document):",
        "if not signature:",
        ("trust/test_roster.py",),
    ),
    Mutant(
        "a part encrypted to others again is taken",
        "bundles/opening.py",
        "if not unencrypted and {key.recipient for key in reader.keys}.isdisjoint(manifest.to):",
        "if not unencrypted and not manifest.to:",
        ("bundles/test_opening.py",),
    ),
    Mutant(
        "a replica is not bound to its laptop",
        "bundles/policy.py",
        '_require(owner in (None, manifest.device) or carried_on, "a replica that is bound to another key")',
        '_require(owner is None or bool(owner), "a replica that is bound to another key")',
        ("bundles/test_policy.py",),
    ),
    Mutant(
        "an invitation admits twice",
        "trust/enrolment.py",
        "if token in used:",
        "if token in used and token in invited:",
        ("operations/test_travelling.py::test_an_invitation_is_good_for_one_laptop_only", "trust/test_enrolment.py"),
    ),
    # Bytes that are not what they were promised to be.
    Mutant(
        "the hash of a payload is not checked",
        "bundles/payload.py",
        "if sha256(payload).hexdigest() != digest:",
        "if len(sha256(payload).hexdigest()) != len(digest):",
        ("bundles/test_opening.py", "bundles/test_payload.py"),
    ),
    Mutant(
        "anything may stand in the padding",
        "bundles/payload.py",
        'if bytes(padding).strip(b"\\0"):',
        'if bytes(padding[:1]).strip(b"\\0"):',
        ("bundles/test_opening.py", "bundles/test_payload.py"),
    ),
    Mutant(
        "a payload opens beyond its promise",
        "bundles/payload.py",
        "            while chunk := reader.read(min(left + 1, _CHUNK_BYTES)):\n                left -= len(chunk)\n"
        "                if left < 0:\n                    break\n",
        "            while chunk := reader.read(_CHUNK_BYTES):\n                left -= len(chunk)\n",
        ("bundles/test_payload.py",),
    ),
    Mutant(
        "an entry may hang anywhere",
        "log/entries.py",
        "        previous = entry.hash\n        yield entry",
        "        yield entry",
        ("log/test_entries.py",),
    ),
    Mutant(
        "the last hash of a part is not compared",
        "bundles/opening.py",
        "if entries and entries[-1].hash.hex() != span.last_hash:",
        "if entries and not entries[-1].hash.hex():",
        ("bundles/test_opening.py",),
    ),
    Mutant(
        "thousands of age recipients are tried",
        "bundles/age_file.py",
        "if not 1 <= recipients <= RECIPIENTS or grease > _GREASE:",
        "if not 1 <= recipients:",
        ("bundles/test_age_file.py",),
    ),
    Mutant(
        "a counter from elsewhere is always followed",
        "store/writing.py",
        "(one for one in seen if one <= own + LARGEST_LEAP)",
        "(one for one in seen)",
        ("operations/test_travelling.py", "faults/test_hostile_records.py"),
    ),
    # What leaves its site, and what is done without being asked.
    Mutant(
        "names of clients are taken in at headquarters",
        "bundles/policy.py",
        '_require(audience == WITHIN_SITE or record_kind not in reader.only_site, "a record that never leaves its site")',
        '_require(bool(audience), "a record that never leaves its site")',
        ("bundles/test_policy.py",),
    ),
    Mutant(
        "a stale plan is executed",
        "operations/exchange/planning.py",
        "changed = replace(ready.plan, basis=0) != replace(shown, basis=0)",
        "changed = False and replace(ready.plan, basis=0) != replace(shown, basis=0)",
        (
            "operations/test_travelling.py::test_a_plan_is_stored_and_executed_exactly_or_refused_when_the_store_changed",
        ),
        quick=True,
    ),
    Mutant(
        "an import is two transactions",
        "operations/exchange/importing.py",
        "    store.projection.write(connection, prepared.rows)\n",
        "    store.projection.write(connection, prepared.rows)\n"
        '    connection.exec_driver_sql("COMMIT")\n    connection.exec_driver_sql("BEGIN IMMEDIATE")\n',
        ("faults/test_kills.py::test_a_bundle_that_was_killed_while_it_was_received_arrives_once",),
    ),
    Mutant(
        "a save in two streams is two transactions",
        "store/writing.py",
        "            journal.append(entries, stream.id)\n",
        "            journal.append(entries, stream.id)\n"
        '            self.connection.exec_driver_sql("COMMIT")\n'
        '            self.connection.exec_driver_sql("BEGIN IMMEDIATE")\n',
        ("operations/test_recording.py::test_a_save_for_headquarters_and_for_the_site_is_one_transaction",),
    ),
    # Disks.
    Mutant(
        "a file gets its name before it is on the disk",
        "locations.py",
        "            os.fsync(file.fileno())\n",
        "",
        ("faults/test_steps.py",),
        quick=True,
    ),
    Mutant(
        "a file is written where it will lie",
        "locations.py",
        'temporary = path.with_name(f".{path.name}.part")',
        "temporary = path",
        ("faults/test_steps.py::test_a_file_is_the_old_one_or_the_new_one_whenever_its_writing_is_killed",),
    ),
)
