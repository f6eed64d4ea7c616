def test_f(unlocked, qtbot, qapp):
    w = unlocked()
    for f in ("session","counselling_contact","event"):
        w.area.open_page("enter", form=f)
        print(f, qapp.focusWidget(), w.isActiveWindow())
        for _ in range(10): qapp.processEvents()
        print(f, qapp.focusWidget(), w.area.page().questions.here())
